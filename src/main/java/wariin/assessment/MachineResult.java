package wariin.assessment;

import java.time.Instant;
import java.util.UUID;

/// What a machine saw when it looked at a criterion.
///
/// @param subject the id of the service, or of the case as long as the service has none
/// @param seen JSON of what was seen
/// @param sha256 of that JSON, in hex
public record MachineResult(
        UUID id,
        UUID subject,
        String criterion,
        String check,
        Verdict verdict,
        String seen,
        String sha256,
        Instant at) {

    public enum Verdict {
        PASS,
        FAIL,
        UNKNOWN
    }
}
