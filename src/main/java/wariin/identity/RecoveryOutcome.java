package wariin.identity;

import java.time.Instant;
import java.util.Locale;

/// What became of a step of a recovery.
public sealed interface RecoveryOutcome {

    /// The operator's passkey has to confirm it.
    record Asked(Recovery recovery) implements RecoveryOutcome {}

    /// The operator has signed it, and it waits for the holder of the machine.
    record Proposed() implements RecoveryOutcome {}

    /// It takes effect then, unless an operator stops it.
    ///
    /// @param before whether it was confirmed before, and nothing has changed now
    record Confirmed(Instant effect, boolean before) implements RecoveryOutcome {}

    record Stopped() implements RecoveryOutcome {}

    record Refused(Refusal refusal) implements RecoveryOutcome {}

    /// Why not.
    enum Refusal {
        /// There are not exactly two operators: they come and go in the ordinary way.
        ORDINARY_WAY,
        /// Nobody is to go and nobody to come.
        NOBODY,
        UNKNOWN_PERSON,
        NO_PASSKEY,
        OPERATOR_ALREADY,
        /// The operator who asks is too new.
        RESTING,
        /// Another recovery waits.
        UNDER_WAY,
        /// The operator who asks has no passkey.
        NO_PASSKEY_OF_YOURS,
        WRONG_PROOF,
        /// It is too old, was stopped or done, or what it rests on is no longer so.
        NOT_NOW;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
