package wariin.assessment;

import java.time.Instant;
import java.util.UUID;
import wariin.register.ServiceId;

/// What a machine saw when it looked at a criterion.
///
/// @param seen JSON of what was seen
/// @param sha256 of that JSON, in hex
public record MachineResult(
        UUID id,
        ServiceId service,
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
