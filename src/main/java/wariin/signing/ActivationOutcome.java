package wariin.signing;

import java.time.Instant;

/// What became of an activation.
public sealed interface ActivationOutcome {

    /// The proof was right and the hash is reserved; the key may be used once.
    record Activated(VerifiedActivation activation) implements ActivationOutcome {}

    /// The passkey assertion was not one over this challenge by this person.
    record WrongAssertion(String reason) implements ActivationOutcome {}

    record WrongPin(int attemptsLeft) implements ActivationOutcome {}

    record PinLocked(Instant until) implements ActivationOutcome {}

    record NoSuchFactor() implements ActivationOutcome {}

    record Expired() implements ActivationOutcome {}

    /// Somebody has activated this authorization before.
    record AlreadyUsed(Authorization.State state) implements ActivationOutcome {}

    /// Unknown, or not this person's.
    record Unknown() implements ActivationOutcome {}
}
