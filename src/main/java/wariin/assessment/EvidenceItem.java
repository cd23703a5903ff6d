package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import wariin.register.ServiceId;

/// A piece of evidence: a file, or another registration that is relied on. The date of what it proves stands apart
/// from the time it was uploaded; a new version supersedes it and leaves it as it is.
public record EvidenceItem(
        EvidenceId id,
        Kind kind,
        String title,
        EvidenceFile file,
        @Nullable ServiceId registration,
        LocalDate evidenceDate,
        @Nullable LocalDate validUntil,
        boolean publishable,
        Instant uploadedAt,
        String uploadedBy,
        @Nullable EvidenceId supersedes) {

    public enum Kind {
        FILE,
        REGISTRATION
    }
}
