package wariin.assessment.web;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.assessment.CaseId;
import wariin.assessment.CaseOutcome;
import wariin.assessment.CaseRefusal;
import wariin.assessment.Cases;
import wariin.assessment.DecisionArchive;
import wariin.assessment.Decisions;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;

/// A decider's vote as the page performs it: the text with its challenge, then the consent. And what is kept of it.
@RestController
@RequestMapping("/assessment" + CasePages.ID)
class DecisionApi {

    record BallotBody(boolean inFavour, @Nullable String statement) {}

    record BallotView(String text, String sha256, @Nullable JsonNode passkey, boolean pin) {}

    record VoteBody(
            boolean inFavour,
            @Nullable String statement,
            @Nullable JsonNode passkey,
            @Nullable String pin,
            @Nullable String totp) {}

    private final Cases cases;
    private final Decisions decisions;
    private final DecisionArchive archive;
    private final MessageSource messages;
    private final JsonMapper json;

    DecisionApi(Cases cases, Decisions decisions, DecisionArchive archive, MessageSource messages, JsonMapper json) {
        this.cases = cases;
        this.decisions = decisions;
        this.archive = archive;
        this.messages = messages;
        this.json = json;
    }

    @PostMapping("/ballot")
    ResponseEntity<?> ballot(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestBody BallotBody body,
            Locale locale) {
        if (cases.open(id, me).isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        var statement = text(body.statement());
        if (!body.inFavour() && statement.isBlank()) return problem(CaseRefusal.REASON_MISSING, locale);
        if (statement.length() > 2000) return problem(CaseRefusal.TEXT_TOO_LONG, locale);
        var ballot = decisions.ballot(me, id, body.inFavour(), statement);
        if (ballot.isEmpty()) return problem(CaseRefusal.NOT_NOW, locale);
        var asked = ballot.get();
        return ResponseEntity.ok(new BallotView(
                asked.text(),
                asked.sha256(),
                asked.passkeyOptions() == null ? null : json.readTree(asked.passkeyOptions()),
                asked.pin()));
    }

    @PostMapping("/votes")
    ResponseEntity<?> vote(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable CaseId id,
            @RequestBody VoteBody body,
            Locale locale) {
        var consent = body.passkey() != null
                ? new Consent.Passkey(body.passkey().toString())
                : new Consent.PinAndCode(text(body.pin()), text(body.totp()));
        return switch (decisions.vote(me, id, body.inFavour(), text(body.statement()), consent)) {
            case CaseOutcome.Done(var item) ->
                ResponseEntity.ok(Map.of("stage", item.stage().key()));
            case CaseOutcome.Refused(var refusal) -> problem(refusal, locale);
            case CaseOutcome.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    /// Report, application, votes and their proofs, to be verified anywhere.
    @GetMapping("/decision.zip")
    ResponseEntity<byte[]> download(@AuthenticationPrincipal CurrentUser me, @PathVariable CaseId id) {
        var zip = cases.open(id, me).flatMap(archive::of);
        if (zip.isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        var name = ContentDisposition.attachment()
                .filename("decision-" + id + ".zip")
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(zip.get());
    }

    private ResponseEntity<ProblemDetail> problem(CaseRefusal refusal, Locale locale) {
        var status = refusal == CaseRefusal.WRONG_PROOF ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT;
        var problem = ProblemDetail.forStatusAndDetail(
                status, messages.getMessage("assessment.case.refusal." + refusal.key(), null, locale));
        problem.setType(java.net.URI.create("urn:wariin:problem:" + refusal.key()));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
