package wariin.enrolment.acme;

import java.time.Instant;

/// That an account may have certificates for a name (RFC 8555, 7.1.4).
public record Authorization(
        String id, String account, Identifier identifier, Status status, Instant createdAt, Instant expiresAt) {

    /// RFC 8555, 7.1.6.
    public enum Status {
        pending,
        valid,
        invalid,
        deactivated,
        expired,
        revoked
    }

    /// Time changes a status without anybody writing it.
    public Authorization at(Instant now) {
        var over = (status == Status.pending || status == Status.valid) && !now.isBefore(expiresAt);
        return over ? new Authorization(id, account, identifier, Status.expired, createdAt, expiresAt) : this;
    }
}
