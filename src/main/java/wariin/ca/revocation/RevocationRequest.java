package wariin.ca.revocation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.x509.SerialNumber;

/// A reported problem with a certificate and what was decided; a clock runs until then (S/MIME BR, 4.9.5).
///
/// @param answerDue when whoever reported it must have heard of the first findings
/// @param deadline when the certificate must be revoked, if the report is right
public record RevocationRequest(
        UUID id,
        SerialNumber serial,
        RevocationProblem problem,
        String report,
        String reportedBy,
        Instant reportedAt,
        Instant answerDue,
        Instant deadline,
        @Nullable Decision decision) {

    /// @param revoked whether the certificate was revoked; else the grounds say why not
    public record Decision(boolean revoked, @Nullable String grounds, String decidedBy, Instant decidedAt) {}

    public boolean isOverdue(Instant now) {
        return decision == null && deadline.isBefore(now);
    }
}
