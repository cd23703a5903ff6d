package wariin.identity;

import java.util.Locale;

/// What became of an operator's wish to appoint or dismiss somebody.
public sealed interface AppointmentOutcome {

    /// The operator's passkey has to confirm it.
    record Asked(Appointment appointment) implements AppointmentOutcome {}

    record Done() implements AppointmentOutcome {}

    record Refused(Refusal refusal) implements AppointmentOutcome {}

    /// Why not.
    enum Refusal {
        UNKNOWN_PERSON,
        NO_PASSKEY,
        OPERATOR_ALREADY,
        NO_OPERATOR,
        LAST_OPERATOR,
        /// The operator who asks has no passkey.
        NO_PASSKEY_OF_YOURS,
        WRONG_PROOF,
        /// It was not asked for by this operator, is too old, or was done.
        NOT_NOW;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
