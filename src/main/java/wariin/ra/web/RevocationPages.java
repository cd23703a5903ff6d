package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
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
import wariin.ca.RevocationOutcome;
import wariin.ca.RevocationProblem;
import wariin.ca.RevocationReason;
import wariin.ca.RevocationRequest;
import wariin.ca.RevocationRequests;
import wariin.identity.CurrentUser;
import wariin.x509.SerialNumber;

/// Where operators write down what is reported to be wrong with a certificate, and decide on it in time.
@Controller
@RequestMapping("/operator/revocations")
class RevocationPages {
    private static final String HOME = "/operator/revocations";
    private static final int HISTORY = 100;
    private static final int LONGEST = 10_000;

    /// A problem, a reason or another constant, as the words and forms name it.
    record Choice(String value, String key) {
        static Choice of(Enum<?> one) {
            return new Choice(one.name(), one.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    /// A report and how much time is left; no hours where it is late.
    record Row(RevocationRequest request, Choice problem, boolean overdue, boolean urgent, long hours, long minutes) {}

    private final RevocationRequests requests;
    private final Clock clock;

    RevocationPages(RevocationRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("open", requests.open().stream().map(this::row).toList());
        model.addAttribute(
                "decided", requests.decided(HISTORY).stream().map(this::row).toList());
        model.addAttribute(
                "problems",
                List.of(RevocationProblem.values()).stream().map(Choice::of).toList());
        return "ra/revocations";
    }

    @PostMapping
    String report(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam String serial,
            @RequestParam RevocationProblem problem,
            @RequestParam String report,
            Model model,
            HttpServletResponse answer) {
        model.addAttribute("serial", serial);
        model.addAttribute("problem", problem.name());
        model.addAttribute("report", report);
        var number = serial(serial);
        if (number.isEmpty()) return refused("serial", model, answer);
        if (report.isBlank() || report.length() > LONGEST) return refused("report", model, answer);
        return requests.report(number.get(), problem, report, me.getName())
                .map(request -> "redirect:" + HOME + "/" + request.id())
                .orElseGet(() -> refused("unknown", model, answer));
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        var request = requests.find(id).orElseThrow(RevocationPages::unknown);
        model.addAttribute("row", row(request));
        model.addAttribute("reason", request.problem().reason().name());
        model.addAttribute(
                "reasons",
                RevocationReason.ofRevocation().stream().map(Choice::of).toList());
        var others = requests.about(request.serial()).stream();
        model.addAttribute(
                "others",
                others.filter(Predicate.not(request::equals)).map(this::row).toList());
        return "ra/revocation";
    }

    @PostMapping("/{id}/revocation")
    String revoke(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable UUID id,
            @RequestParam RevocationReason reason,
            Model model,
            HttpServletResponse answer) {
        if (!RevocationReason.ofRevocation().contains(reason)) throw unknown();
        var outcome = requests.revoke(id, reason, me.getName());
        return switch (outcome.orElse(null)) {
            case RevocationOutcome.Revoked _, RevocationOutcome.AlreadyRevoked _ -> "redirect:" + HOME + "/" + id;
            case RevocationOutcome.Expired _ -> notDecided(id, "expired", model, answer);
            case null -> notDecided(id, "decided", model, answer);
            default -> notDecided(id, "not-in-profile", model, answer);
        };
    }

    @PostMapping("/{id}/refusal")
    String refuse(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable UUID id,
            @RequestParam String grounds,
            Model model,
            HttpServletResponse answer) {
        if (grounds.isBlank() || grounds.length() > LONGEST) return notDecided(id, "grounds", model, answer);
        if (!requests.refuse(id, grounds, me.getName())) return notDecided(id, "decided", model, answer);
        return "redirect:" + HOME + "/" + id;
    }

    private String notDecided(UUID id, String why, Model model, HttpServletResponse answer) {
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", why);
        return one(id, model);
    }

    private String refused(String why, Model model, HttpServletResponse answer) {
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", why);
        return list(model);
    }

    private Row row(RevocationRequest request) {
        var now = clock.instant();
        var left = left(now, request.deadline());
        return new Row(
                request,
                Choice.of(request.problem()),
                request.isOverdue(now),
                left.toHours() < 6,
                left.toHours(),
                left.toMinutesPart());
    }

    private static Duration left(Instant now, Instant deadline) {
        return now.isBefore(deadline) ? Duration.between(now, deadline) : Duration.ZERO;
    }

    /// As people copy it: in hex, perhaps with colons or blanks.
    private static Optional<SerialNumber> serial(String typed) {
        var hex = typed.replaceAll("[\\s:]", "").replaceFirst("^0[xX]", "");
        if (!hex.matches("[0-9A-Fa-f]{1,40}") || hex.matches("0*")) return Optional.empty();
        return Optional.of(SerialNumber.of(hex));
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
