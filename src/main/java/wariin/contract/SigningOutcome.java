package wariin.contract;

import wariin.signing.ActivationOutcome;

/// What became of an act of signing; only with the first case anything was signed.
public sealed interface SigningOutcome {

    /// It is signed, by this call or by an earlier one with the same act.
    record Signed(Contract contract) implements SigningOutcome {}

    /// Another party signed in between, so the hash is another one; the signer is asked again.
    record MovedOn(Prompt next) implements SigningOutcome {}

    /// The same act is under way.
    record Running() implements SigningOutcome {}

    /// The signer's proof was not accepted.
    record NotActivated(ActivationOutcome outcome) implements SigningOutcome {}

    /// The act has died or expired; a new one is needed.
    record Gone() implements SigningOutcome {}

    record TimeNotAvailable() implements SigningOutcome {}

    record StatusNotAvailable() implements SigningOutcome {}

    record Refused(Refusal refusal) implements SigningOutcome {}

    record Unknown() implements SigningOutcome {}
}
