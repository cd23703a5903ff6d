package wariin.enrolment.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.NewEnrolmentKey;
import wariin.enrolment.Protocol;
import wariin.identity.CurrentUser;
import wariin.ra.approval.StandingApproval;
import wariin.ra.desk.DeskId;
import wariin.ra.request.StandingApprovalId;

/// Keys of a desk's programs: made and shown once, looked at, revoked.
@Controller
@RequestMapping("/desk/{desk:[0-9a-f]{8}-[0-9a-f-]{27}}/programs")
class ProgramPages {

    /// A key and the name of its rule.
    record Listed(EnrolmentKey key, String rule, State state) {}

    /// What a key is worth now.
    enum State {
        USABLE,
        ENDED,
        REVOKED;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final EnrolmentKeys keys;
    private final ProgramExamples examples;
    private final Clock clock;

    ProgramPages(EnrolmentKeys keys, ProgramExamples examples, Clock clock) {
        this.keys = keys;
        this.examples = examples;
        this.clock = clock;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, Model model) {
        var here = keys.desk(me, desk).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("desk", here);
        model.addAttribute("rules", keys.approvals(me, desk));
        model.addAttribute("keys", keys.of(me, desk).stream().map(this::listed).toList());
        model.addAttribute("protocols", List.of(Protocol.values()));
        if (!model.containsAttribute("typed")) model.addAttribute("typed", Map.of());
        return "enrolment/programs";
    }

    private Listed listed(EnrolmentKey key) {
        var rule = keys.approval(key).map(StandingApproval::name).orElse("–");
        var state = key.revokedAt() != null ? State.REVOKED : key.usable(clock.instant()) ? State.USABLE : State.ENDED;
        return new Listed(key, rule, state);
    }

    /// Shows the secret in the answer itself: it is nowhere else, so there is nothing to redirect to.
    @PostMapping
    String make(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam Map<String, String> typed,
            Model model,
            HttpServletResponse answer) {
        var protocol = Arrays.stream(Protocol.values())
                .filter(one -> one.name().equals(typed.get("protocol")))
                .findFirst();
        var rule = rule(me, desk, typed.getOrDefault("rule", ""));
        var days = typed.getOrDefault("days", "").strip();
        var outcome = protocol.isEmpty() || rule.isEmpty() || !days.matches("[0-9]{1,4}")
                ? new NewEnrolmentKey.Refused(days.matches("[0-9]{1,4}") ? "choice" : "validity")
                : keys.make(
                        me,
                        desk,
                        rule.get(),
                        protocol.get(),
                        typed.getOrDefault("name", ""),
                        Duration.ofDays(Long.parseLong(days)));
        switch (outcome) {
            case NewEnrolmentKey.Made(var key, var secret) -> {
                model.addAttribute("made", key);
                model.addAttribute("secret", secret);
                model.addAttribute(
                        "examples", examples.of(key, secret, keys.approval(key).orElseThrow()));
            }
            case NewEnrolmentKey.Refused(var reason) -> {
                model.addAttribute("refusal", reason);
                model.addAttribute("typed", typed);
                answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
            case NewEnrolmentKey.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return list(me, desk, model);
    }

    private java.util.Optional<StandingApprovalId> rule(CurrentUser me, DeskId desk, String text) {
        return keys.approvals(me, desk).stream()
                .map(StandingApproval::id)
                .filter(id -> id.toString().equals(text))
                .findFirst();
    }

    @PostMapping("/{key:[a-z2-7]{16}}/revocation")
    String revoke(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, @PathVariable String key) {
        keys.desk(me, desk).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        keys.revoke(me, desk, key);
        return "redirect:/desk/" + desk + "/programs";
    }
}
