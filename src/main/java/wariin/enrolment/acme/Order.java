package wariin.enrolment.acme;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.ra.request.RequestId;

/// A request for one certificate (RFC 8555, 7.1.3).
///
/// @param replaces the certificate that it renews (RFC 9773, 5)
/// @param request at the desk, while people have to act
/// @param serial of the certificate, once it is valid
/// @param problem as JSON, when it is invalid
public record Order(
        String id,
        String account,
        Status status,
        List<Identifier> identifiers,
        @Nullable Instant notAfter,
        @Nullable String replaces,
        @Nullable RequestId request,
        byte @Nullable [] csr,
        @Nullable String serial,
        @Nullable String problem,
        Instant createdAt,
        Instant expiresAt,
        Instant changedAt,
        List<String> authorizations) {

    /// RFC 8555, 7.1.6.
    public enum Status {
        pending,
        ready,
        processing,
        valid,
        invalid
    }
}
