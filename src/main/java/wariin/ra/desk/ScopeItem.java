package wariin.ra.desk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that a desk may register for, and the evidence that brought it into the scope.
///
/// @param value a corporate number, a domain in ASCII and small letters, or a profile id
/// @param method how it was verified, in the words of the verifier; empty for a profile
/// @param validUntil when its evidence is too old; null for a profile
public record ScopeItem(
        UUID id,
        Kind kind,
        String value,
        String method,
        String verifier,
        Instant verifiedAt,
        @Nullable Instant validUntil) {

    /// What can be in a scope.
    public enum Kind {
        ORGANISATION,
        DOMAIN,
        PROFILE
    }
}
