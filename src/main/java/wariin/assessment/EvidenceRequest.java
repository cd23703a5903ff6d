package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an assessor asks the applicant for by a date; answered by words or evidence, and closed by an assessor.
public record EvidenceRequest(
        EvidenceRequestId id,
        CaseId caseId,
        String criterion,
        String asked,
        LocalDate due,
        Instant askedAt,
        String askedBy,
        @Nullable Instant closedAt,
        List<Answer> answers) {

    /// @param evidence attached to the case with the answer
    public record Answer(int number, String said, @Nullable EvidenceId evidence, Instant at, String by) {}

    public enum State {
        OPEN,
        OVERDUE,
        ANSWERED,
        CLOSED
    }

    public EvidenceRequest {
        answers = List.copyOf(answers);
    }

    public State state(LocalDate day) {
        if (closedAt != null) return State.CLOSED;
        if (!answers.isEmpty()) return State.ANSWERED;
        return due.isBefore(day) ? State.OVERDUE : State.OPEN;
    }
}
