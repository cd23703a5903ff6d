package wariin.ra;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.ra.approval.ApprovalBallot;
import wariin.ra.desk.DeskId;
import wariin.ra.notice.RegistrationMails;
import wariin.ra.refusal.RefusalLog;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestKind;
import wariin.ra.request.RequestState;
import wariin.ra.request.StandingApprovalId;
import wariin.x509.SerialNumber;

/// The life of a request and of its certificate: docs/flows/registration.md tells it with the table of who may what.
@Service
public class Registration {

    /// How a request comes to an approval.
    @Component
    record Intake(Applying applying, Checking checking, Approving approving) {}

    /// How a certificate comes out of it, and what becomes of that.
    @Component
    record Certificates(RequestIssuance issuance, Afterwards afterwards, Enrolling enrolling) {}

    private final Intake intake;
    private final Certificates certificates;
    private final RequestSteps steps;
    private final RequestSteps.Records records;
    private final RegistrationMails mails;
    private final RefusalLog refusals;

    Registration(
            Intake intake,
            Certificates certificates,
            RequestSteps steps,
            RequestSteps.Records records,
            RegistrationMails mails,
            RefusalLog refusals) {
        this.intake = intake;
        this.certificates = certificates;
        this.steps = steps;
        this.records = records;
        this.mails = mails;
        this.refusals = refusals;
    }

    // ---- applying

    /// Begins a request: an applicant's own, or an officer's for an applicant.
    public RequestOutcome draft(CurrentUser me, DeskId desk, RequestDraft draft) {
        var outcome = intake.applying().draft(me, desk, draft);
        switch (outcome) {
            case RequestOutcome.Refused(var reason) -> refusals.note(desk.toString(), me.getName(), "draft", reason);
            case RequestOutcome.Unknown() -> refusals.note(desk.toString(), me.getName(), "draft", Plain.OTHER_DESK);
            case RequestOutcome.Done _ -> {}
        }
        return outcome;
    }

    /// Changes a draft, or a request that was sent back with a question.
    public RequestOutcome edit(CurrentUser me, RequestId id, RequestDraft draft) {
        return intake.applying().edit(me, id, draft);
    }

    /// Hands it in, or answers the question that it was sent back with; the machine checks follow at once.
    public RequestOutcome submit(CurrentUser me, RequestId id) {
        var outcome = intake.applying().submit(me, id);
        return outcome instanceof RequestOutcome.Done ? intake.checking().check(Acting.SYSTEM, id) : outcome;
    }

    public RequestOutcome withdraw(CurrentUser me, RequestId id) {
        return intake.applying().withdraw(Acting.as(me), id, "");
    }

    // ---- the desk's work

    /// Runs the machine checks again, say after evidence came; when nothing stands against it the body is made. A body
    /// that was made before is made anew, and approvals start over.
    public RequestOutcome check(CurrentUser me, RequestId id) {
        var checked = records.requests()
                .find(id)
                .filter(item -> item.state() == RequestState.CHECKED || item.state() == RequestState.APPROVED);
        if (checked.isPresent()) {
            var again =
                    steps.take(Acting.as(me), id, RequestAct.PREPARE_AGAIN, Applying::begun, RequestSteps.NOTHING_ELSE);
            if (!(again instanceof RequestOutcome.Done)) return again;
        }
        return intake.checking().check(Acting.as(me), id);
    }

    /// Sends it back to the applicant with a question.
    public RequestOutcome ask(CurrentUser me, RequestId id, String question) {
        return steps.take(Acting.as(me), id, RequestAct.ASK, _ -> Afterwards.text(question), (item, _) -> {
            mails.questioned(item.request(), question.strip());
            return Map.of("note", question.strip());
        });
    }

    public RequestOutcome refuse(CurrentUser me, RequestId id, String reason) {
        return steps.take(
                Acting.as(me),
                id,
                RequestAct.REFUSE,
                item -> Applying.begun(item).or(() -> Afterwards.text(reason)),
                (item, _) -> {
                    mails.refused(item.request(), reason.strip());
                    return Map.of("note", reason.strip());
                });
    }

    /// What this officer would sign for these requests of one desk; empty when none of them can be approved now.
    public Optional<ApprovalBallot> ballot(CurrentUser me, List<RequestId> requests) {
        return intake.approving().ballot(me, requests);
    }

    /// Approves what the ballot named. With the last approval that was needed the certificates are issued.
    ///
    /// @param sha256 of the ballot
    public ApprovalOutcome approve(CurrentUser me, String sha256, Consent consent) {
        return switch (intake.approving().cast(me, sha256, consent)) {
            case Approving.Cast.Refused(var reason) -> new ApprovalOutcome.Refused(reason);
            case Approving.Cast.Signed(var outcomes, var carried) -> {
                var refused = refused(outcomes);
                if (outcomes.size() == 1 && refused.size() == 1) {
                    var reason = refused.values().iterator().next();
                    yield reason == Plain.OTHER_DESK
                            ? new ApprovalOutcome.Unknown()
                            : new ApprovalOutcome.Refused(reason);
                }
                var issued = certificates.issuance().issueAll(carried);
                var waiting = new ArrayList<>(outcomes.keySet());
                waiting.removeAll(refused.keySet());
                waiting.removeAll(java.util.Set.copyOf(issued));
                yield new ApprovalOutcome.Approved(issued, waiting, refused);
            }
        };
    }

    private static Map<RequestId, RegistrationRefusal> refused(Map<RequestId, RequestOutcome> outcomes) {
        var refused = new LinkedHashMap<RequestId, RegistrationRefusal>();
        outcomes.forEach((id, outcome) -> {
            switch (outcome) {
                case RequestOutcome.Refused(var reason) -> refused.put(id, reason);
                case RequestOutcome.Unknown() -> refused.put(id, Plain.OTHER_DESK);
                case RequestOutcome.Done _ -> {}
            }
        });
        return refused;
    }

    // ---- delivery

    /// Issues an approved request of {@link KeyOrigin#PICK_UP} for the key that was made for the holder just now. The
    /// caller has verified that this is the holder. Repeated with the same key it gives the same certificate.
    public EnrolmentOutcome pickUp(RequestId id, PublicKey key, String requester) {
        return certificates.issuance().pickUp(id, key, requester);
    }

    /// Notes that the holder has the certificate.
    public RequestOutcome delivered(RequestId id, String requester) {
        return steps.take(
                Acting.program(requester),
                id,
                RequestAct.DELIVER,
                RequestSteps.NOTHING_MORE,
                RequestSteps.NOTHING_ELSE);
    }

    /// The certificate and its chain, up to the root, for those who may see the request.
    public Optional<EnrolmentOutcome.Issued> certificate(CurrentUser me, RequestId id) {
        return records.requests()
                .find(id)
                .filter(item -> records.access().standing(item, me).isPresent())
                .filter(item -> certificates.issuance().certificate(item).isPresent())
                .map(item -> (EnrolmentOutcome.Issued) certificates.issuance().issued(id));
    }

    // ---- afterwards

    /// A new request for the same holder, submitted at once; evidence whose clock still runs counts again.
    ///
    /// @param certificationRequest of the new key, or of the same; null when the platform makes the key
    public RequestOutcome renew(CurrentUser me, RequestId id, byte @Nullable [] certificationRequest) {
        return certificates.afterwards().again(me, id, RequestKind.RENEWAL, certificationRequest);
    }

    /// As {@link #renew}, and the old certificate is revoked once the new one is issued.
    public RequestOutcome rekey(CurrentUser me, RequestId id, byte @Nullable [] certificationRequest) {
        return certificates.afterwards().again(me, id, RequestKind.REKEY, certificationRequest);
    }

    public RequestOutcome suspend(CurrentUser me, RequestId id, String reason) {
        return certificates.afterwards().suspend(me, id, reason);
    }

    public RequestOutcome reinstate(CurrentUser me, RequestId id) {
        return certificates.afterwards().reinstate(me, id);
    }

    /// By the holder, an officer of the desk, an administrator of the organisation, or the platform's operator.
    public RequestOutcome revoke(CurrentUser me, RequestId id, RevocationReason reason, String note) {
        return told(certificates.afterwards().revoke(Acting.as(me), id, reason, note));
    }

    // ---- programs

    /// For protocols: checks scope, clocks and the rule, lints, and issues under the officers' standing approval.
    ///
    /// @param via {@code acme}, {@code est}, {@code cmp} or {@code rest}
    /// @param requester whose key authenticated the program
    public EnrolmentOutcome enrol(StandingApprovalId basis, Enrolment enrolment, String via, String requester) {
        return certificates.enrolling().enrol(basis, enrolment, via, requester);
    }

    /// Revokes a certificate that this desk registered.
    public RequestOutcome revokeFor(DeskId desk, SerialNumber serial, RevocationReason reason, String requester) {
        var id = certificates.afterwards().atDesk(desk, serial);
        if (id.isEmpty()) {
            refusals.note(desk.toString(), requester, "revoke", Plain.OTHER_DESK);
            return new RequestOutcome.Unknown();
        }
        return told(certificates.afterwards().revoke(Acting.program(requester), id.get(), reason, ""));
    }

    private RequestOutcome told(RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Done(var request)) {
            records.transactions().executeWithoutResult(_ -> mails.revoked(request));
        }
        return outcome;
    }
}
