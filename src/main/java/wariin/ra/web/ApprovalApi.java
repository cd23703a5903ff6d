package wariin.ra.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.ra.ApprovalOutcome;
import wariin.ra.Registration;
import wariin.ra.approval.ApprovalBallot;
import wariin.ra.bulk.BulkRequests;
import wariin.ra.delivery.PickUps;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.BulkId;
import wariin.ra.request.RequestId;

/// An officer's approval as the page performs it: the text with its challenge, then the consent to it.
@RestController
@RequestMapping("/desk" + DeskPages.ID)
class ApprovalApi {

    /// Either some requests, or all of an upload that can be signed.
    record Asked(@Nullable List<String> requests, @Nullable String bulk) {}

    record BallotView(
            List<String> requests,
            String text,
            String sha256,
            @Nullable JsonNode passkey,
            boolean pin) {

        static BallotView of(ApprovalBallot ballot, JsonMapper json) {
            var options = ballot.passkeyOptions();
            return new BallotView(
                    ballot.requests().stream().map(RequestId::toString).toList(),
                    ballot.text(),
                    ballot.sha256(),
                    options == null ? null : json.readTree(options),
                    ballot.pin());
        }
    }

    record Given(
            @Nullable String sha256,
            @Nullable JsonNode passkey,
            @Nullable String pin,
            @Nullable String totp) {

        Consent consent() {
            return passkey != null
                    ? new Consent.Passkey(passkey.toString())
                    : new Consent.PinAndCode(pin == null ? "" : pin, totp == null ? "" : totp);
        }
    }

    record Approved(int issued, int waiting, List<String> refused) {}

    private final DeskDoor door;
    private final Registration registration;
    private final BulkRequests bulks;
    private final PickUps pickUps;
    private final RaWords words;
    private final JsonMapper json;

    ApprovalApi(
            DeskDoor door,
            Registration registration,
            BulkRequests bulks,
            PickUps pickUps,
            RaWords words,
            JsonMapper json) {
        this.door = door;
        this.registration = registration;
        this.bulks = bulks;
        this.pickUps = pickUps;
        this.words = words;
        this.json = json;
    }

    @PostMapping("/ballot")
    ResponseEntity<?> ballot(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestBody Asked asked,
            Locale locale) {
        door.enter(me, desk);
        var ballot = registration.ballot(me, chosen(me, asked));
        if (ballot.isEmpty()) return problem(RegistrationRefusal.Plain.NOT_NOW, locale);
        return ResponseEntity.ok(BallotView.of(ballot.get(), json));
    }

    @PostMapping("/approvals")
    ResponseEntity<?> approve(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestBody Given given,
            Locale locale) {
        door.enter(me, desk);
        var ballot = given.sha256() == null ? "" : given.sha256();
        return switch (registration.approve(me, ballot, given.consent())) {
            case ApprovalOutcome.Approved(var issued, var waiting, var refused) -> {
                invite(waiting);
                var sentences = new ArrayList<String>();
                for (var reason : refused.values()) sentences.add(words.refusal(reason, locale));
                yield ResponseEntity.ok(new Approved(issued.size(), waiting.size(), sentences));
            }
            case ApprovalOutcome.Refused(var reason) -> problem(reason, locale);
            case ApprovalOutcome.Unknown _ -> throw DeskDoor.unknown();
        };
    }

    private List<RequestId> chosen(CurrentUser me, Asked asked) {
        try {
            if (asked.bulk() != null) return bulks.toApprove(me, BulkId.of(asked.bulk()));
            return asked.requests() == null
                    ? List.of()
                    : asked.requests().stream().map(RequestId::of).toList();
        } catch (IllegalArgumentException noId) {
            throw DeskDoor.unknown();
        }
    }

    /// Those that wait for their holder are told at once; a bulk of them by the next round.
    private void invite(List<RequestId> waiting) {
        if (waiting.size() > 1) return;
        waiting.forEach(pickUps::inviteIfApproved);
    }

    String sentence(RegistrationRefusal refusal, Locale locale) {
        return words.refusal(refusal, locale);
    }

    ResponseEntity<ProblemDetail> problem(RegistrationRefusal refusal, Locale locale) {
        var wrong = refusal == RegistrationRefusal.Plain.WRONG_PROOF;
        var status = wrong ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT;
        var problem = ProblemDetail.forStatusAndDetail(status, words.refusal(refusal, locale));
        problem.setType(URI.create("urn:wariin:problem:" + refusal.key()));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
