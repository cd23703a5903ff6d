package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import wariin.identity.CurrentUser;
import wariin.ra.bulk.BulkOutcome;
import wariin.ra.bulk.BulkRequests;
import wariin.ra.bulk.BulkUpload;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.BulkId;

/// Many requests in one table: the template, what became of each row, and one approval for all that can be signed.
@Controller
@RequestMapping("/desk" + DeskPages.ID + "/bulk")
class BulkPages {

    private static final String UPLOAD = "/{bulk:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final String TABLE = "text/csv;charset=UTF-8";
    private static final int MOST = 200;
    private static final long LARGEST = 20_000_000;

    private final DeskDoor door;
    private final BulkRequests bulks;
    private final RaWords words;

    BulkPages(DeskDoor door, BulkRequests bulks, RaWords words) {
        this.door = door;
        this.bulks = bulks;
        this.words = words;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, Model model) {
        model.addAttribute("desk", door.enter(me, desk));
        model.addAttribute("uploads", bulks.of(me, desk));
        return "ra/bulks";
    }

    @GetMapping("/template.csv")
    ResponseEntity<byte[]> template(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk) {
        door.enter(me, desk);
        return Downloads.attachment("requests.csv", TABLE).body(bulks.template());
    }

    @PostMapping
    String upload(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam MultipartFile file,
            Locale locale,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        door.enter(me, desk);
        if (file.isEmpty() || file.getSize() > LARGEST) {
            return refused(me, desk, RegistrationRefusal.Plain.NOT_A_TABLE, locale, model, answer);
        }
        try (var content = file.getInputStream()) {
            return switch (bulks.upload(me, desk, String.valueOf(file.getOriginalFilename()), content)) {
                case BulkOutcome.Taken(var upload) -> "redirect:" + path(upload) + "?done=taken";
                case BulkOutcome.AlreadyThere(var upload) -> "redirect:" + path(upload) + "?done=already-there";
                case BulkOutcome.Refused(var reason) -> refused(me, desk, reason, locale, model, answer);
                case BulkOutcome.Unknown _ -> throw DeskDoor.unknown();
            };
        }
    }

    @GetMapping(UPLOAD)
    String one(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable BulkId bulk,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "") String done,
            Model model) {
        var upload = enter(me, desk, bulk);
        var start = Math.max(0, from);
        model.addAttribute("desk", door.enter(me, desk));
        model.addAttribute("upload", upload);
        model.addAttribute("rows", bulks.rows(me, bulk, start, MOST));
        model.addAttribute("from", start);
        model.addAttribute("next", start + MOST < upload.rows() ? start + MOST : null);
        model.addAttribute("signable", bulks.toApprove(me, bulk).size());
        if (done.matches("[a-z-]{1,30}")) model.addAttribute("done", done);
        return "ra/bulk";
    }

    @GetMapping(UPLOAD + "/result.csv")
    ResponseEntity<byte[]> result(
            @AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, @PathVariable BulkId bulk) {
        enter(me, desk, bulk);
        var table = bulks.result(me, bulk).orElseThrow(DeskDoor::unknown);
        return Downloads.attachment("result.csv", TABLE).body(table);
    }

    private BulkUpload enter(CurrentUser me, DeskId desk, BulkId bulk) {
        door.enter(me, desk);
        return bulks.find(me, bulk).filter(one -> one.desk().equals(desk)).orElseThrow(DeskDoor::unknown);
    }

    private String refused(
            CurrentUser me,
            DeskId desk,
            RegistrationRefusal reason,
            Locale locale,
            Model model,
            HttpServletResponse answer) {
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refusal", words.refusal(reason, locale));
        return list(me, desk, model);
    }

    private static String path(BulkUpload upload) {
        return "/desk/" + upload.desk() + "/bulk/" + upload.id();
    }
}
