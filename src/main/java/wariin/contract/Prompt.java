package wariin.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.signing.Authorization;
import wariin.signing.Credential;

/// What the signer is asked for: an act on exactly this hash of exactly this document.
public record Prompt(
        Authorization authorization,
        Credential credential,
        String title,
        byte[] documentDigest,
        @Nullable String seal) {

    public Instant expiresAt() {
        return authorization.expiresAt();
    }
}
