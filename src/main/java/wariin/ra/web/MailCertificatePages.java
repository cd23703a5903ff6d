package wariin.ra.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.CurrentUser;
import wariin.ra.mail.PlatformMail;

/// Where an operator lets the platform sign its own mail.
@Controller
@RequestMapping("/operator/mail-certificate")
class MailCertificatePages {

    private final PlatformMail mail;
    private final MessageSource messages;
    private final JsonMapper json;

    MailCertificatePages(PlatformMail mail, MessageSource messages, JsonMapper json) {
        this.mail = mail;
        this.messages = messages;
        this.json = json;
    }

    @GetMapping
    String page(@AuthenticationPrincipal CurrentUser me, Model model) {
        model.addAttribute("address", mail.address());
        model.addAttribute("me", me.organisation());
        model.addAttribute("state", mail.state().orElse(null));
        return "ra/mail-certificate";
    }

    @PostMapping("/ballot")
    @ResponseBody
    ResponseEntity<?> ballot(@AuthenticationPrincipal CurrentUser me, Locale locale) {
        var asked = mail.ask(me);
        if (asked.isEmpty()) return problem("not-possible", locale);
        var ballot = asked.get();
        var options = ballot.passkeyOptions();
        return ResponseEntity.ok(new ApprovalApi.BallotView(
                java.util.List.of(),
                ballot.text(),
                ballot.sha256(),
                options == null ? null : json.readTree(options),
                ballot.pin()));
    }

    @PostMapping("/approvals")
    @ResponseBody
    ResponseEntity<?> agree(
            @AuthenticationPrincipal CurrentUser me, @RequestBody ApprovalApi.Given given, Locale locale) {
        var ballot = given.sha256();
        return switch (mail.agree(me, ballot == null ? "" : ballot, given.consent())) {
            case DONE -> ResponseEntity.ok(Map.of("done", true));
            case WRONG_PROOF -> problem("wrong-proof", locale);
            case NOT_ASKED -> problem("not-asked", locale);
            case UNFIT -> problem("unfit", locale);
        };
    }

    @PostMapping("/end")
    String end(@AuthenticationPrincipal CurrentUser me) {
        mail.end(me);
        return "redirect:/operator/mail-certificate";
    }

    private ResponseEntity<ProblemDetail> problem(String key, Locale locale) {
        var status = key.equals("wrong-proof") ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT;
        var problem =
                ProblemDetail.forStatusAndDetail(status, messages.getMessage("ra.platform-mail." + key, null, locale));
        problem.setType(URI.create("urn:wariin:problem:" + key));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
