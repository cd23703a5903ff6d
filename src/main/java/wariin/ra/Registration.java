package wariin.ra;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.ca.RevocationReason;
import wariin.identity.CurrentUser;
import wariin.x509.SerialNumber;

/// The life of a request and of its certificate: docs/flows/registration.md tells it with the table of who may what.
@Service
public class Registration {

    // ---- applying

    /// Begins a request: an applicant's own, or an officer's for an applicant.
    public RequestOutcome draft(CurrentUser me, DeskId desk, RequestDraft draft) {
        throw new UnsupportedOperationException();
    }

    /// Changes a draft, or a request that was sent back with a question.
    public RequestOutcome edit(CurrentUser me, RequestId id, RequestDraft draft) {
        throw new UnsupportedOperationException();
    }

    /// Hands it in, or answers the question that it was sent back with; the machine checks follow at once.
    public RequestOutcome submit(CurrentUser me, RequestId id) {
        throw new UnsupportedOperationException();
    }

    public RequestOutcome withdraw(CurrentUser me, RequestId id) {
        throw new UnsupportedOperationException();
    }

    // ---- the desk's work

    /// Runs the machine checks again, say after evidence came; when nothing stands against it the body is made.
    public RequestOutcome check(CurrentUser me, RequestId id) {
        throw new UnsupportedOperationException();
    }

    /// Sends it back to the applicant with a question.
    public RequestOutcome ask(CurrentUser me, RequestId id, String question) {
        throw new UnsupportedOperationException();
    }

    public RequestOutcome refuse(CurrentUser me, RequestId id, String reason) {
        throw new UnsupportedOperationException();
    }

    /// What this officer would sign for these requests of one desk; empty when none of them can be approved now.
    public Optional<ApprovalBallot> ballot(CurrentUser me, List<RequestId> requests) {
        throw new UnsupportedOperationException();
    }

    /// Approves what the ballot named. With the last approval that was needed the certificates are issued.
    ///
    /// @param sha256 of the ballot
    public ApprovalOutcome approve(CurrentUser me, String sha256, ApprovalProof proof) {
        throw new UnsupportedOperationException();
    }

    // ---- delivery

    /// Issues an approved request of {@link KeyOrigin#PICK_UP} for the key that was made for the holder just now. The
    /// caller has verified that this is the holder. Repeated with the same key it gives the same certificate.
    public EnrolmentOutcome pickUp(RequestId id, PublicKey key, String requester) {
        throw new UnsupportedOperationException();
    }

    /// Notes that the holder has the certificate.
    public RequestOutcome delivered(RequestId id, String requester) {
        throw new UnsupportedOperationException();
    }

    /// The certificate and its chain, up to the root, for those who may see the request.
    public Optional<EnrolmentOutcome.Issued> certificate(CurrentUser me, RequestId id) {
        throw new UnsupportedOperationException();
    }

    // ---- afterwards

    /// A new request for the same holder, submitted at once; evidence whose clock still runs counts again.
    ///
    /// @param certificationRequest of the new key, or of the same; null when the platform makes the key
    public RequestOutcome renew(CurrentUser me, RequestId id, byte @Nullable [] certificationRequest) {
        throw new UnsupportedOperationException();
    }

    /// As {@link #renew}, and the old certificate is revoked once the new one is issued.
    public RequestOutcome rekey(CurrentUser me, RequestId id, byte @Nullable [] certificationRequest) {
        throw new UnsupportedOperationException();
    }

    public RequestOutcome suspend(CurrentUser me, RequestId id, String reason) {
        throw new UnsupportedOperationException();
    }

    public RequestOutcome reinstate(CurrentUser me, RequestId id) {
        throw new UnsupportedOperationException();
    }

    /// By the holder, an officer of the desk, an administrator of the organisation, or the platform's operator.
    public RequestOutcome revoke(CurrentUser me, RequestId id, RevocationReason reason, String note) {
        throw new UnsupportedOperationException();
    }

    // ---- programs

    /// For protocols: checks scope, clocks and the rule, lints, and issues under the officers' standing approval.
    ///
    /// @param via {@code acme}, {@code est}, {@code cmp} or {@code rest}
    /// @param requester whose key authenticated the program
    public EnrolmentOutcome enrol(StandingApprovalId basis, Enrolment enrolment, String via, String requester) {
        throw new UnsupportedOperationException();
    }

    /// Revokes a certificate that this desk registered.
    public RequestOutcome revokeFor(DeskId desk, SerialNumber serial, RevocationReason reason, String requester) {
        throw new UnsupportedOperationException();
    }
}
