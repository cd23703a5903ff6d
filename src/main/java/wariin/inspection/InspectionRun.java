package wariin.inspection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// One look of a machine at one criterion of one service.
///
/// @param subject the service or, while it has none, the case
/// @param verdict null while it runs and when it failed
/// @param seen JSON of what was seen
/// @param failure a fault of ours, in words for the operator
public record InspectionRun(
        UUID id,
        UUID subject,
        String criterion,
        String check,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable InspectionVerdict verdict,
        @Nullable Bilingual reason,
        @Nullable String seen,
        @Nullable String failure) {

    public enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
