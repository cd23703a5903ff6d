package wariin.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Passkeys of people (WebAuthn Level 3): registration, log-in, and the act on one document.
@Service
public class Passkeys {

    Passkeys() {}

    /// A passkey as its owner sees it.
    public record Passkey(String credentialId, String name, Instant createdAt, @Nullable Instant usedAt) {}

    /// What became of a registration.
    public sealed interface RegistrationOutcome {
        record Registered(Passkey passkey) implements RegistrationOutcome {}

        record Refused(AssertionOutcome.Reason reason) implements RegistrationOutcome {}
    }

    public List<Passkey> of(UserId user) {
        throw new UnsupportedOperationException();
    }

    /// Options for navigator.credentials.create (JSON form); the challenge is kept for five minutes, for one use.
    public String registrationOptions(UserId user) {
        throw new UnsupportedOperationException();
    }

    public RegistrationOutcome register(UserId user, String registrationJson, String name) {
        throw new UnsupportedOperationException();
    }

    /// Options for navigator.credentials.get (JSON form) over a challenge of the caller's, for this user's passkeys.
    public String assertionOptions(UserId user, byte[] challenge) {
        throw new UnsupportedOperationException();
    }

    /// Verifies an assertion over exactly this challenge, with user verification. That the challenge is used only once
    /// is the caller's duty; the signature counter is kept here.
    public AssertionOutcome verify(UserId user, byte[] expectedChallenge, String assertionJson) {
        throw new UnsupportedOperationException();
    }
}
