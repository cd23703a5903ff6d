package wariin.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Asks a person for consent to exactly one text, and verifies what they bring; never inside a transaction.
@Service
public class Consents {

    /// What is kept of a consent: one of the two.
    public record Given(
            @Nullable AssertionEvidence assertion, @Nullable Long totpStep) {}

    private final Passkeys passkeys;
    private final PinAndTotp pins;

    Consents(Passkeys passkeys, PinAndTotp pins) {
        this.passkeys = passkeys;
        this.pins = pins;
    }

    /// What the browser asks the passkey with; null for somebody without one.
    public @Nullable String passkeyOptions(UserId user, byte[] challenge) {
        return passkeys.of(user).isEmpty() ? null : passkeys.assertionOptions(user, challenge);
    }

    public boolean hasPin(UserId user) {
        return pins.isEnrolled(user);
    }

    /// Whether this person can consent in this way at all.
    public boolean possible(UserId user, Consent consent) {
        return switch (consent) {
            case Consent.Passkey _ -> !passkeys.of(user).isEmpty();
            case Consent.PinAndCode _ -> pins.isEnrolled(user);
        };
    }

    /// Empty when it does not prove the person's will about exactly this challenge.
    public Optional<Given> verify(UserId user, byte[] challenge, Consent consent) {
        return switch (consent) {
            case Consent.Passkey(var assertion) ->
                passkeys.verify(user, challenge, assertion) instanceof AssertionOutcome.Verified(var _, var evidence)
                        ? Optional.of(new Given(evidence, null))
                        : Optional.empty();
            case Consent.PinAndCode(var pin, var code) ->
                pins.verify(user, pin, code) instanceof PinAndTotp.Outcome.Verified(var step, var _)
                        ? Optional.of(new Given(null, step))
                        : Optional.empty();
        };
    }
}
