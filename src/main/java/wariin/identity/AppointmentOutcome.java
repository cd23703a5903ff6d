package wariin.identity;

import java.util.Locale;

/// What became of an operator's wish to appoint or dismiss somebody.
public sealed interface AppointmentOutcome {

    /// The operator's passkey has to confirm it.
    record Asked(Appointment appointment) implements AppointmentOutcome {}

    /// The operator has signed it, and it waits for another one.
    record Proposed() implements AppointmentOutcome {}

    record Done() implements AppointmentOutcome {}

    record Refused(Refusal refusal) implements AppointmentOutcome {}

    /// Why not.
    enum Refusal {
        UNKNOWN_PERSON,
        NO_PASSKEY,
        OPERATOR_ALREADY,
        NO_OPERATOR,
        LAST_OPERATOR,
        /// Everybody else is too new to decide anything.
        LAST_RESTED,
        /// The operator who asks or agrees is too new.
        RESTING,
        /// A proposal about this person waits already.
        PROPOSED_ALREADY,
        /// Whoever proposed it is not the second one.
        OWN_PROPOSAL,
        /// The operator who asks has no passkey.
        NO_PASSKEY_OF_YOURS,
        WRONG_PROOF,
        /// It was not asked for by this operator, is too old, was withdrawn, or was done.
        NOT_NOW;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
