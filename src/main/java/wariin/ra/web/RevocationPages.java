package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.revocation.RevocationProblem;
import wariin.ca.revocation.RevocationReason;
import wariin.ca.revocation.RevocationRequest;
import wariin.ca.revocation.RevocationRequests;
import wariin.identity.CurrentUser;
import wariin.ra.revocation.RevocationDecision;
import wariin.ra.revocation.RevocationDecisions;
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
    private final RevocationDecisions decisions;
    private final JsonMapper json;
    private final Clock clock;

    RevocationPages(RevocationRequests requests, RevocationDecisions decisions, JsonMapper json, Clock clock) {
        this.requests = requests;
        this.decisions = decisions;
        this.json = json;
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
        var request = requests.find(id).orElseThrow(RevocationPages::unknown);
        if (!RevocationReason.ofRevocation().contains(reason)) throw unknown();
        return asked(id, decisions.revoke(me, request, reason), model, answer);
    }

    @PostMapping("/{id}/refusal")
    String refuse(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable UUID id,
            @RequestParam String grounds,
            Model model,
            HttpServletResponse answer) {
        var request = requests.find(id).orElseThrow(RevocationPages::unknown);
        if (grounds.isBlank() || grounds.length() > LONGEST) return notDecided(id, "grounds", model, answer);
        return asked(id, decisions.refuse(me, request, grounds), model, answer);
    }

    @GetMapping("/{id}/decisions/{decision}")
    String decision(
            @AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, @PathVariable UUID decision, Model model) {
        var open = decisions.open(me, id, decision).orElseThrow(RevocationPages::unknown);
        model.addAttribute("decision", open);
        return "ra/revocation-decision";
    }

    @PostMapping("/{id}/decisions/{decision}/challenge")
    @ResponseBody
    JsonNode challenge(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, @PathVariable UUID decision) {
        return json.readTree(decisions.options(me, id, decision).orElseThrow(RevocationPages::unknown));
    }

    @PostMapping("/{id}/decisions/{decision}/confirmation")
    @ResponseBody
    Map<String, String> confirm(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable UUID id,
            @PathVariable UUID decision,
            @RequestBody JsonNode body) {
        return switch (decisions.confirm(me, id, decision, body.path("passkey").toString())) {
            case RevocationDecision.Outcome.Done _ -> Map.of("state", "done");
            case RevocationDecision.Outcome.Asked _ -> Map.of("state", "asked");
            case RevocationDecision.Outcome.Refused(var refusal) ->
                Map.of("state", "refused", "why", Choice.of(refusal).key());
        };
    }

    private String asked(UUID id, RevocationDecision.Outcome outcome, Model model, HttpServletResponse answer) {
        return switch (outcome) {
            case RevocationDecision.Outcome.Asked(var decision) ->
                "redirect:" + HOME + "/" + id + "/decisions/" + decision.id();
            case RevocationDecision.Outcome.Done _ -> "redirect:" + HOME + "/" + id;
            case RevocationDecision.Outcome.Refused(var refusal) ->
                notDecided(id, Choice.of(refusal).key(), model, answer);
        };
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
