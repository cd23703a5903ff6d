package wariin.ra.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.ca.application.PreparedCertificate;

/// A request with what only the room itself needs.
///
/// @param origin the first request of the same holder
/// @param publicKey SubjectPublicKeyInfo; null as long as there is none
/// @param bodySha256 what officers sign: of the body, or of what it will say when the key is made later
/// @param bodyNumber counts the bodies that were made; approvals are of one number
/// @param begunAt since when it is being issued
/// @param standing under which it was enrolled
public record StoredRequest(
        CertificateRequest request,
        RequestId origin,
        byte @Nullable [] certificationRequest,
        byte @Nullable [] publicKey,
        @Nullable PreparedCertificate body,
        byte @Nullable [] bodySha256,
        int bodyNumber,
        @Nullable Instant preparedAt,
        @Nullable Instant begunAt,
        @Nullable StandingApprovalId standing) {

    public RequestId id() {
        return request.id();
    }

    public RequestState state() {
        return request.state();
    }

    /// The id by which the certification authority knows the holder; never a name.
    public String holder() {
        return request.applicant() == null
                ? "registrant:" + origin
                : request.applicant().toString();
    }
}
