package wariin.contract.web;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import wariin.contract.Contract;
import wariin.contract.Contract.Terms;
import wariin.contract.ContractId;
import wariin.contract.ContractOutcome;
import wariin.contract.Contracts;
import wariin.contract.Draft;
import wariin.contract.Drafts;
import wariin.contract.PartyId;
import wariin.contract.Place;
import wariin.contract.Refusal;
import wariin.contract.Timeline;
import wariin.contract.web.Views.ContractView;
import wariin.contract.web.Views.EntryView;
import wariin.identity.CurrentUser;
import wariin.site.Languages;

/// Contracts as JSON.
@RestController
@RequestMapping("/api/v1/contracts")
class ContractApi {

    record DraftBody(
            @Nullable String title,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable Instant deadline,
            Contract.@Nullable Order order,
            @Nullable String message,
            @Nullable String requirement,
            @Nullable List<PartyBody> parties) {}

    record PartyBody(
            @Nullable String email,
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String language,
            @Nullable Boolean sender,
            @Nullable Place field) {}

    record ReasonBody(@Nullable String reason) {}

    private final Drafts drafts;
    private final Contracts contracts;
    private final Timeline timeline;
    private final Views views;

    ContractApi(Drafts drafts, Contracts contracts, Timeline timeline, Views views) {
        this.drafts = drafts;
        this.contracts = contracts;
        this.timeline = timeline;
        this.views = views;
    }

    @PostMapping
    ResponseEntity<ContractView> upload(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam MultipartFile file,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Locale locale)
            throws IOException {
        var name = file.getOriginalFilename();
        if (key != null && key.length() > 200) throw Problem.of(HttpStatus.BAD_REQUEST, "key-too-long");
        try (var in = file.getInputStream()) {
            var contract = done(drafts.upload(me, name == null ? "" : name, in, key));
            return ResponseEntity.created(URI.create("/contracts/" + contract.id() + "/edit"))
                    .body(views.contract(me, contract, locale));
        }
    }

    @GetMapping("/{id}")
    ContractView read(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id, Locale locale) {
        return views.contract(me, contracts.find(me, id).orElseThrow(Problem::notFound), locale);
    }

    @PutMapping("/{id}")
    ContractView save(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable ContractId id,
            @RequestBody DraftBody body,
            Locale locale) {
        return views.contract(me, done(drafts.save(me, id, draft(body))), locale);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id) throws IOException {
        done(drafts.discard(me, id));
    }

    @PostMapping("/{id}/send")
    ContractView send(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id, Locale locale)
            throws IOException {
        return views.contract(me, done(drafts.send(me, id)), locale);
    }

    @PostMapping("/{id}/reject")
    ContractView reject(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable ContractId id,
            @RequestBody ReasonBody body,
            Locale locale) {
        return views.contract(me, done(contracts.reject(me, id, text(body.reason()))), locale);
    }

    @PostMapping("/{id}/withdraw")
    ContractView withdraw(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable ContractId id,
            @RequestBody ReasonBody body,
            Locale locale) {
        return views.contract(me, done(contracts.withdraw(me, id, text(body.reason()))), locale);
    }

    @PostMapping("/{id}/parties/{party}/remind")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remind(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id, @PathVariable PartyId party) {
        done(contracts.remind(me, id, party));
    }

    @GetMapping("/{id}/timeline")
    List<EntryView> timeline(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id) {
        var contract = contracts.find(me, id).orElseThrow(Problem::notFound);
        return timeline.of(contract).stream().map(Views::entry).toList();
    }

    private static Contract done(ContractOutcome outcome) {
        return switch (outcome) {
            case ContractOutcome.Done(var contract) -> contract;
            case ContractOutcome.Refused(var refusal) -> throw Problem.of(status(refusal), refusal.kind());
            case ContractOutcome.Unknown _ -> throw Problem.notFound();
        };
    }

    static HttpStatus status(Refusal refusal) {
        return switch (refusal) {
            case FILE_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case NOT_A_DRAFT, NOT_OPEN, NOT_YOUR_TURN, ALREADY_SIGNED, NO_FACTOR, RULE_NOT_MET -> HttpStatus.CONFLICT;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private static Draft draft(DraftBody body) {
        var terms = new Terms(
                text(body.title()),
                amount(text(body.amount())),
                body.currency() == null ? "JPY" : body.currency(),
                body.deadline(),
                body.order() == null ? Contract.Order.SEQUENTIAL : body.order(),
                text(body.message()),
                text(body.requirement()).isBlank()
                        ? null
                        : text(body.requirement()).strip());
        var parties = body.parties() == null ? List.<PartyBody>of() : body.parties();
        return new Draft(terms, parties.stream().map(ContractApi::side).toList());
    }

    private static Draft.Side side(PartyBody body) {
        return new Draft.Side(
                Boolean.TRUE.equals(body.sender()),
                text(body.email()).strip(),
                text(body.name()),
                body.organisation(),
                Languages.of(body.language() == null ? "ja" : body.language()).orElse(Locale.JAPANESE),
                body.field());
    }

    private static @Nullable BigDecimal amount(String text) {
        var digits = text.replace(",", "").strip();
        if (digits.isEmpty()) return null;
        if (!digits.matches("[0-9]{1,15}(\\.[0-9]{1,2})?")) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, Refusal.AMOUNT_WRONG.kind());
        }
        return new BigDecimal(digits);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
