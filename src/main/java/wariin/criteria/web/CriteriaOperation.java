package wariin.criteria.web;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import wariin.criteria.CatalogueImports;
import wariin.criteria.Catalogues;
import wariin.criteria.ImportOutcome.AlreadyHere;
import wariin.criteria.ImportOutcome.Imported;
import wariin.criteria.ImportOutcome.Refused;
import wariin.criteria.Transitions;
import wariin.identity.CurrentUser;

/// The operator takes a catalogue in, looks at what it would change, and sets or undoes its day.
@Controller
@RequestMapping("/operator/criteria")
class CriteriaOperation {

    private static final int LARGEST = 4 * 1024 * 1024;

    private final Catalogues catalogues;
    private final CatalogueImports imports;
    private final Transitions transitions;

    CriteriaOperation(Catalogues catalogues, CatalogueImports imports, Transitions transitions) {
        this.catalogues = catalogues;
        this.imports = imports;
        this.transitions = transitions;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser user, Model model) {
        requireOperator(user);
        model.addAttribute("versions", catalogues.versions());
        model.addAttribute("today", transitions.today());
        return "criteria/operation";
    }

    @PostMapping
    String upload(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam MultipartFile file,
            Locale locale,
            RedirectAttributes told)
            throws IOException {
        requireOperator(user);
        byte[] bytes;
        try (var stream = file.getInputStream()) {
            bytes = stream.readNBytes(LARGEST + 1);
        }
        return switch (imports.importOscal(bytes, user.getName())) {
            case Imported(var version) -> "redirect:/operator/criteria/" + version.id();
            case AlreadyHere(var version) -> {
                told.addFlashAttribute("notice", "criteria.operation.alreadyhere");
                yield "redirect:/operator/criteria/" + version.id();
            }
            case Refused(var sentence) -> {
                told.addFlashAttribute("refused", sentence.in(locale));
                yield "redirect:/operator/criteria";
            }
        };
    }

    @GetMapping("/{id}")
    String version(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id, Model model) {
        requireOperator(user);
        var version = catalogues.version(id).orElseThrow(CriteriaOperation::noSuchPage);
        var today = transitions.today();
        model.addAttribute("version", version);
        model.addAttribute("inForce", version.inForceOn(today));
        model.addAttribute("targets", catalogues.targets(id));
        model.addAttribute("gaps", catalogues.gapsAgainstForce(id, today));
        model.addAttribute("today", today);
        return "criteria/version";
    }

    @PostMapping("/{id}/day")
    String set(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            RedirectAttributes told) {
        requireOperator(user);
        if (day == null) {
            told.addFlashAttribute("refusedKey", "criteria.operation.noday");
            return "redirect:/operator/criteria/" + id;
        }
        return after(transitions.set(id, day, user.getName()), id, told);
    }

    @PostMapping("/{id}/undo")
    String undo(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id, RedirectAttributes told) {
        requireOperator(user);
        return after(transitions.undo(id, user.getName()), id, told);
    }

    private static String after(Transitions.Outcome outcome, UUID id, RedirectAttributes told) {
        switch (outcome) {
            case Transitions.Outcome.Done(var day) ->
                told.addFlashAttribute("notice", day == null ? "criteria.operation.undone" : "criteria.operation.set");
            case Transitions.Outcome.AlreadyInForce _ ->
                told.addFlashAttribute("refusedKey", "criteria.operation.alreadyinforce");
            case Transitions.Outcome.InThePast _ -> told.addFlashAttribute("refusedKey", "criteria.operation.past");
            case Transitions.Outcome.Unknown _ -> throw noSuchPage();
        }
        return "redirect:/operator/criteria/" + id;
    }

    private static void requireOperator(@Nullable CurrentUser user) {
        if (user == null || !user.operator()) throw noSuchPage();
    }

    private static ResponseStatusException noSuchPage() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
