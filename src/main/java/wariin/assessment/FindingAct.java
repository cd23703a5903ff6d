package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One step in the life of a finding; none is ever changed.
///
/// @param evidence what shows the correction
/// @param due the new date when the finding stays
public record FindingAct(
        FindingId finding,
        int number,
        Kind kind,
        String said,
        @Nullable EvidenceId evidence,
        @Nullable LocalDate due,
        Instant at,
        String by) {

    public enum Kind {
        RAISED,
        /// The applicant says what was done.
        CORRECTED,
        /// Tested again, and it stays.
        REPEATED,
        CLOSED
    }
}
