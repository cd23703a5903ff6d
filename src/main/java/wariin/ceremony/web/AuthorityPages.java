package wariin.ceremony.web;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.ceremony.RollOver;
import wariin.ca.ceremony.UnitRollOver;
import wariin.ca.list.ListSummary;
import wariin.ca.list.PublishedList;
import wariin.ca.status.RevocationLists;
import wariin.ceremony.AuthorityDecisions;
import wariin.ceremony.Decision;
import wariin.ceremony.DecisionOutcome;
import wariin.identity.CurrentUser;
import wariin.site.Dates;

/// All authorities as their operators see them, and the decisions of two about the next generation.
@Controller
@RequestMapping("/operator/authorities")
class AuthorityPages {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_FILES = 20;

    /// @param used how much of its time is over, in percent
    /// @param due until when the newest list is good, where it is brought from elsewhere
    record Row(
            String name,
            String line,
            String commonName,
            String purpose,
            boolean keyHere,
            boolean current,
            Instant from,
            Instant until,
            long used,
            long listNumber,
            @Nullable Instant due,
            boolean overdue,
            boolean renewable) {}

    /// @param renewable whether a next generation may be asked for; only at the newest of its line
    record UnitRow(
            String name,
            String line,
            String commonName,
            String part,
            Instant from,
            Instant servesUntil,
            Instant validFrom,
            Instant validUntil,
            boolean renewable) {}

    record DecisionRow(UUID id, String text, int consents, boolean mine) {}

    record WaitingRow(String name, Instant since) {}

    /// What the page is made from.
    @Component
    record Sources(RollOver authorities, UnitRollOver units, RevocationLists lists) {}

    private final RollOver rollOver;
    private final AuthorityDecisions decisions;
    private final UnitRollOver units;
    private final RevocationLists lists;
    private final Dates dates;
    private final JsonMapper json;
    private final Clock clock;

    AuthorityPages(Sources sources, AuthorityDecisions decisions, Dates dates, JsonMapper json, Clock clock) {
        this.rollOver = sources.authorities();
        this.units = sources.units();
        this.lists = sources.lists();
        this.dates = dates;
        this.decisions = decisions;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    String page(@AuthenticationPrincipal CurrentUser me, Model model) {
        model.addAttribute("rows", rollOver.standings().stream().map(this::row).toList());
        model.addAttribute("possible", decisions.possible() && decisions.mayDecide(me));
        if (!decisions.possible()) model.addAttribute("why", "one-operator");
        else if (!decisions.mayDecide(me)) model.addAttribute("why", "resting");
        model.addAttribute(
                "open", decisions.open().stream().map(one -> row(one, me)).toList());
        model.addAttribute(
                "waiting",
                rollOver.waiting().stream()
                        .map(one -> new WaitingRow(one.name(), one.since()))
                        .toList());
        model.addAttribute("units", units.standings().stream().map(this::row).toList());
        return "ceremony/authorities";
    }

    @PostMapping("/{line}/generations")
    String begin(@AuthenticationPrincipal CurrentUser me, @PathVariable String line, RedirectAttributes said) {
        return answer(decisions.askForGeneration(me, line), said);
    }

    /// @param from a local date and time, as a field for it sends it; empty for at once
    @PostMapping("/units/{line}/generations")
    String beginUnit(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable String line,
            @RequestParam(defaultValue = "") String from,
            RedirectAttributes said) {
        try {
            var moment = from.isBlank()
                    ? null
                    : LocalDateTime.parse(from).atZone(dates.zone()).toInstant();
            return answer(decisions.askForUnit(me, line, moment), said);
        } catch (DateTimeParseException e) {
            return answer(DecisionOutcome.refused(DecisionOutcome.Refusal.DATE), said);
        }
    }

    @GetMapping("/requests/{name}.csr")
    ResponseEntity<byte[]> request(@PathVariable String name) {
        var asked = rollOver.waiting().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        return ResponseEntity.ok()
                .header("Content-Type", "application/pkcs10")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csr\"")
                .body(asked.orElseThrow(AuthorityPages::unknown).pem());
    }

    @PostMapping("/requests/{name}/certificate")
    String bring(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable String name,
            @RequestParam List<MultipartFile> file,
            RedirectAttributes said)
            throws IOException {
        return answer(decisions.askForUse(me, name, contents(file)), said);
    }

    @PostMapping("/{name}/list")
    String bringList(@PathVariable String name, @RequestParam MultipartFile file, RedirectAttributes said)
            throws IOException {
        if (file.getSize() > LARGEST || !decisions.bringList(name, file.getBytes())) {
            return answer(DecisionOutcome.refused(DecisionOutcome.Refusal.NOT_A_LIST), said);
        }
        said.addFlashAttribute("said", "list-taken");
        return "redirect:/operator/authorities";
    }

    @PostMapping("/decisions/{id}/challenge")
    @ResponseBody
    JsonNode challenge(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id) {
        return json.readTree(decisions.options(me, id).orElseThrow(AuthorityPages::unknown));
    }

    @PostMapping("/decisions/{id}/confirmation")
    @ResponseBody
    Map<String, String> consent(
            @AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, @RequestBody JsonNode body) {
        return switch (decisions.consent(me, id, body.path("passkey").toString())) {
            case DecisionOutcome.Done _ -> Map.of("state", "done");
            case DecisionOutcome.Waiting _ -> Map.of("state", "waiting");
            case DecisionOutcome.Refused(var refusal, var _) -> Map.of("state", "refused", "why", refusal.key());
        };
    }

    private static String answer(DecisionOutcome outcome, RedirectAttributes said) {
        switch (outcome) {
            case DecisionOutcome.Done _ -> said.addFlashAttribute("said", "done");
            case DecisionOutcome.Waiting _ -> said.addFlashAttribute("said", "asked");
            case DecisionOutcome.Refused(var refusal, var details) -> {
                said.addFlashAttribute("refused", refusal.key());
                said.addFlashAttribute("details", details);
            }
        }
        return "redirect:/operator/authorities";
    }

    private static List<byte[]> contents(List<MultipartFile> files) throws IOException {
        var contents = new ArrayList<byte[]>();
        for (var file : files) {
            if (file.getSize() > LARGEST || files.size() > MOST_FILES) throw unknown();
            contents.add(file.getBytes());
        }
        return contents;
    }

    private Row row(RollOver.Standing one) {
        var certificate = one.certificate();
        var from = certificate.getNotBefore().toInstant();
        var until = certificate.getNotAfter().toInstant();
        var due = one.keyHere()
                ? null
                : lists.newest(one.name()).map(PublishedList::nextUpdate).orElse(null);
        return new Row(
                one.name(),
                one.line(),
                commonName(certificate),
                one.purpose().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                one.keyHere(),
                one.current(),
                from,
                until,
                used(from, until),
                lists.summary(one.name()).map(ListSummary::number).orElse(0L),
                due,
                due != null && due.isBefore(clock.instant()),
                one.current() && rollOver.next(one.line()).isPresent());
    }

    private UnitRow row(UnitRollOver.Standing one) {
        var certificate = one.certificate();
        var from = one.servesFrom().equals(Instant.EPOCH)
                ? certificate.getNotBefore().toInstant()
                : one.servesFrom();
        var part = one.part().name().toLowerCase(Locale.ROOT);
        return new UnitRow(
                one.name(),
                one.line(),
                commonName(certificate),
                part,
                from,
                one.servesUntil(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                one.part() == UnitRollOver.Part.SERVES && units.next(one.line()).isPresent());
    }

    private long used(Instant from, Instant until) {
        var whole = Duration.between(from, until).toDays();
        var over = Duration.between(from, clock.instant()).toDays();
        return whole <= 0 ? 100 : Math.clamp(100 * over / whole, 0, 100);
    }

    private static DecisionRow row(Decision decision, CurrentUser me) {
        var mine = decision.consents().contains(me.user().id());
        return new DecisionRow(
                decision.id(), decision.text(), decision.consents().size(), mine);
    }

    private static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceFirst(".*?CN=([^,]+).*", "$1");
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
