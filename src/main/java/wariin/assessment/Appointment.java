package wariin.assessment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.identity.UserId;

/// That somebody leads, assesses or decides in a case; ended when another takes the place.
public record Appointment(
        UserId user,
        CaseActor role,
        Instant since,
        @Nullable Instant endedAt) {

    public boolean active() {
        return endedAt == null;
    }
}
