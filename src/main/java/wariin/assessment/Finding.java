package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Something that is not as the criterion asks; corrected by the applicant and tested again by an assessor.
///
/// @param number counts the findings of a case, from 1
/// @param due when the correction is due; an observation needs none
public record Finding(
        FindingId id,
        CaseId caseId,
        int number,
        String criterion,
        Severity severity,
        String said,
        @Nullable LocalDate due,
        State state,
        Instant raisedAt,
        String raisedBy) {

    public enum Severity {
        MAJOR,
        MINOR,
        OBSERVATION
    }

    public enum State {
        /// Waits for the applicant.
        OPEN,
        /// The applicant has acted; an assessor tests it again.
        ANSWERED,
        CLOSED
    }

    public boolean open() {
        return state != State.CLOSED;
    }

    public boolean overdue(LocalDate day) {
        return state == State.OPEN && due != null && due.isBefore(day);
    }
}
