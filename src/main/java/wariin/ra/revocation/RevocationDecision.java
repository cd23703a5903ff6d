package wariin.ra.revocation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.UserId;

/// What an operator is about to decide on a reported certificate, and has to sign: it is revoked for a reason, or it is
/// not, on grounds.
///
/// @param challenge the SHA-256 of the text, which the operator's passkey signs
public record RevocationDecision(
        UUID id,
        UUID request,
        UserId actor,
        @Nullable RevocationReason reason,
        @Nullable String grounds,
        String text,
        byte[] challenge,
        Instant expiresAt) {

    /// What became of it.
    public sealed interface Outcome {
        /// The passkey has to sign it.
        record Asked(RevocationDecision decision) implements Outcome {}

        record Done() implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// Why not.
    public enum Refusal {
        NO_PASSKEY,
        WRONG_PROOF,
        /// It was not asked for by this operator, is too old, or was signed before.
        NOT_NOW,
        DECIDED,
        EXPIRED,
        NOT_IN_PROFILE
    }

    public boolean revokes() {
        return reason != null;
    }
}
