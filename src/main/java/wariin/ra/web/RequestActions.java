package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.CurrentUser;
import wariin.ra.Evidences;
import wariin.ra.Registration;
import wariin.ra.RequestOutcome;
import wariin.ra.delivery.PickUps;
import wariin.ra.desk.DeskId;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

/// One request: its page and every act on it, for the desk and for the applicant. Who may do what, the domain decides.
@Controller("raRequestActions")
@RequestMapping({RequestPages.AT_DESK + RequestPages.ID, "/certificates" + RequestPages.ID})
class RequestActions {

    private static final int LONGEST_REQUEST = 20_000;

    private final DeskDoor door;
    private final RequestScreens screens;
    private final Registration registration;
    private final Evidences evidences;
    private final PickUps pickUps;
    private final RaWords words;

    RequestActions(
            DeskDoor door,
            RequestScreens screens,
            Registration registration,
            Evidences evidences,
            PickUps pickUps,
            RaWords words) {
        this.door = door;
        this.screens = screens;
        this.registration = registration;
        this.evidences = evidences;
        this.pickUps = pickUps;
        this.words = words;
    }

    /// An officer who looks for a request among their own certificates is led to the desk.
    @GetMapping
    String page(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id,
            @RequestParam(defaultValue = "") String done,
            Model model) {
        var screen = enter(me, desk, id);
        model.addAttribute("screen", screen);
        model.addAttribute("base", RequestPages.path(desk, id));
        if (done.matches("[a-z-]{1,30}")) model.addAttribute("done", done);
        return desk == null ? "ra/mine" : "ra/request";
    }

    @PostMapping("/acts/{act}")
    String act(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id,
            @PathVariable String act,
            @RequestParam(defaultValue = "") String text,
            Locale locale,
            Model model,
            HttpServletResponse answer) {
        enter(me, desk, id);
        var outcome = switch (act) {
            case "submit" -> registration.submit(me, id);
            case "withdraw" -> registration.withdraw(me, id);
            case "check" -> registration.check(me, id);
            case "ask" -> registration.ask(me, id, text);
            case "refuse" -> registration.refuse(me, id, text);
            case "send-code" -> evidences.sendCode(me, id);
            case "code" -> evidences.enterCode(me, id, text.strip());
            case "suspend" -> registration.suspend(me, id, text);
            case "reinstate" -> registration.reinstate(me, id);
            default -> throw DeskDoor.unknown();
        };
        return answer(me, desk, id, act, outcome, locale, model, answer);
    }

    @PostMapping("/revocation")
    String revoke(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id,
            @RequestParam RevocationReason reason,
            @RequestParam(defaultValue = "") String text,
            Locale locale,
            Model model,
            HttpServletResponse answer) {
        enter(me, desk, id);
        return answer(me, desk, id, "revoke", registration.revoke(me, id, reason, text), locale, model, answer);
    }

    /// A new certificate for the same holder, with or without the end of the old one.
    @PostMapping("/successor")
    String renew(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id,
            @RequestParam(defaultValue = "renew") String way,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Locale locale,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        enter(me, desk, id);
        byte[] request = null;
        if (file != null && !file.isEmpty() && file.getSize() <= LONGEST_REQUEST) request = file.getBytes();
        var outcome = way.equals("rekey") ? registration.rekey(me, id, request) : registration.renew(me, id, request);
        var at = outcome instanceof RequestOutcome.Done(var now) ? now.id() : id;
        return answer(me, desk, at, "renew", outcome, locale, model, answer);
    }

    @PostMapping("/evidence")
    String evidence(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable RequestId id,
            @RequestParam(required = false) @Nullable EvidenceMethod method,
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Locale locale,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        enter(me, desk, id);
        RequestOutcome outcome;
        if (method == null) {
            outcome = new RequestOutcome.Refused(new RegistrationRefusal.BadField("method"));
        } else if (file == null || file.isEmpty()) {
            outcome = evidences.record(me, id, method, reference, null);
        } else {
            var name = String.valueOf(file.getOriginalFilename());
            try (var content = file.getInputStream()) {
                outcome = evidences.record(me, id, method, reference, new Evidences.Upload(name, content));
            }
        }
        lookAgain(me, outcome);
        return answer(me, desk, id, "evidence", outcome, locale, model, answer);
    }

    /// Nobody should have to ask whether what they have just proved is still missing.
    private void lookAgain(CurrentUser me, RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Done(var now) && now.state() == RequestState.SUBMITTED) {
            registration.check(me, now.id());
        }
    }

    @PostMapping("/evidence/{evidence}/erasure")
    String erase(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable RequestId id,
            @PathVariable UUID evidence,
            Locale locale,
            Model model,
            HttpServletResponse answer) {
        enter(me, desk, id);
        return answer(me, desk, id, "erased", evidences.erase(me, id, evidence), locale, model, answer);
    }

    @GetMapping("/evidence/{evidence}")
    ResponseEntity<StreamingResponseBody> file(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @PathVariable RequestId id,
            @PathVariable UUID evidence)
            throws IOException {
        var screen = enter(me, desk, id);
        var file = evidences.open(me, id, evidence).orElseThrow(DeskDoor::unknown);
        var name = screen.evidence().stream()
                .filter(one -> one.evidence().id().equals(evidence))
                .map(one -> String.valueOf(one.evidence().file()))
                .findFirst()
                .orElse("evidence");
        return Downloads.attachment(name, "application/octet-stream").body(out -> {
            try (file;
                    var in = file.stream()) {
                in.transferTo(out);
            }
        });
    }

    /// Sends the link to the holder (again).
    @PostMapping("/pick-up/mail")
    String mail(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id) {
        var screen = enter(me, desk, id);
        if (!screen.toPickUp()) return "redirect:" + RequestPages.path(desk, id);
        var sent = pickUps.invite(id);
        return "redirect:" + RequestPages.path(desk, id) + "?done=" + (sent ? "mailed" : "mailed-lately");
    }

    /// Makes the code that the holder types besides the link; shown this once.
    @PostMapping("/pick-up/code")
    String code(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id,
            Model model) {
        var screen = enter(me, desk, id);
        var applicantHasTo = screen.request().applicant() != null && !screen.mine();
        if (!screen.toPickUp() || applicantHasTo) throw DeskDoor.unknown();
        model.addAttribute("code", pickUps.newCode(id, me.getName()).orElseThrow(DeskDoor::unknown));
        return page(me, desk, id, "", model);
    }

    private RequestScreens.Screen enter(CurrentUser me, @Nullable DeskId desk, RequestId id) {
        var here = desk == null ? null : door.enter(me, desk);
        var screen = screens.of(me, id).orElseThrow(DeskDoor::unknown);
        if (here != null && !here.id().equals(screen.desk().id())) throw DeskDoor.unknown();
        return screen;
    }

    private String answer(
            CurrentUser me,
            @Nullable DeskId desk,
            RequestId id,
            String act,
            RequestOutcome outcome,
            Locale locale,
            Model model,
            HttpServletResponse answer) {
        return switch (outcome) {
            case RequestOutcome.Done _ -> "redirect:" + RequestPages.path(desk, id) + "?done=" + act;
            case RequestOutcome.Unknown _ -> throw DeskDoor.unknown();
            case RequestOutcome.Refused(var reason) -> {
                answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("refusal", words.refusal(reason, locale));
                yield page(me, desk, id, "", model);
            }
        };
    }
}
