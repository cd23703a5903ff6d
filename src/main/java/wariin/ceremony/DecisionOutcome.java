package wariin.ceremony;

import java.util.List;
import java.util.Locale;

/// What became of an operator's act.
public sealed interface DecisionOutcome {
    /// It waits for another operator.
    record Waiting(Decision decision) implements DecisionOutcome {}

    record Done(Decision decision) implements DecisionOutcome {}

    record Refused(Refusal refusal, List<String> details) implements DecisionOutcome {}

    /// Why not.
    enum Refusal {
        ONE_OPERATOR,
        /// This operator is too new.
        RESTING,
        NOT_NOW,
        ALREADY_ASKED,
        NO_PASSKEY,
        WRONG_PROOF,
        DOES_NOT_FIT,
        NOT_A_LIST,
        DATE;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static DecisionOutcome refused(Refusal refusal) {
        return new Refused(refusal, List.of());
    }
}
