package wariin.validation;

import java.util.Locale;

/// What became of an operator's wish about a trust anchor.
public sealed interface AnchorOutcome {
    /// It waits for the passkey of whoever asked.
    record Asked(AddedAnchor anchor) implements AnchorOutcome {}

    record Done() implements AnchorOutcome {}

    record Refused(Refusal refusal) implements AnchorOutcome {}

    /// Why not.
    enum Refusal {
        NO_CERTIFICATE,
        SEVERAL,
        NO_AUTHORITY,
        OWN,
        TRUSTED_ALREADY,
        NO_REASON,
        DATE,
        NO_PASSKEY,
        RESTING,
        WRONG_PROOF,
        NOT_NOW;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static AnchorOutcome refused(Refusal refusal) {
        return new Refused(refusal);
    }
}
