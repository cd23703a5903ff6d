package wariin.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The anchor under which a verdict stands.
///
/// @param until the end of trust in it, if one is set
public record TrustedBy(
        String name,
        Anchor.Origin origin,
        String sha256,
        @Nullable Instant until) {

    static @Nullable TrustedBy of(@Nullable Anchor anchor) {
        if (anchor == null) return null;
        return new TrustedBy(anchor.name(), anchor.origin(), anchor.sha256(), anchor.until());
    }
}
