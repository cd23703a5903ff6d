package wariin.enrolment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.request.StandingApprovalId;

/// A secret with which a program enrols: for one standing approval of a desk, over one protocol. Without the secret.
///
/// @param id what the program says first: key id, user name, reference value
public record EnrolmentKey(
        String id,
        Protocol protocol,
        DeskId desk,
        StandingApprovalId approval,
        String name,
        UserId madeBy,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public boolean usable(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /// As log entries name whoever used it.
    public String actor() {
        return "enrolment-key:" + id;
    }
}
