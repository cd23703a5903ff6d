package wariin.signing;

import java.time.Instant;

/// The authorization to sign one hash once (one row of auth_hash). It goes from AUTHORIZED to RESERVED when the signer
/// has activated it, and ends CONSUMED (the signature is out), BURNED (the act died) or EXPIRED.
public record Authorization(AuthorizationId id, ActivationData data, String signer, State state, Instant expiresAt) {

    /// How far an authorization has come; only forward.
    public enum State {
        AUTHORIZED,
        RESERVED,
        CONSUMED,
        BURNED,
        EXPIRED
    }
}
