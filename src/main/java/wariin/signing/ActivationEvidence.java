package wariin.signing;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.identity.AssertionEvidence;

/// What is kept of an activation, so that anybody can verify it again: the challenge is SHA-256 of the activation
/// data.
public record ActivationEvidence(
        AuthorizationId authorization,
        CredentialId credential,
        byte[] activationData,
        Factor factor,
        @Nullable AssertionEvidence assertion,
        @Nullable Long totpStep,
        Instant verifiedAt,
        String journalEntry) {

    /// What the signer used.
    public enum Factor {
        PASSKEY,
        PIN_AND_TOTP
    }

    public Optional<AssertionEvidence> passkey() {
        return Optional.ofNullable(assertion);
    }
}
