package wariin.custody;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A rotation of the key-encryption key, as far as it is.
///
/// @param before the key that wrapped when it began
/// @param after the key that wraps since; not there yet right after the beginning
/// @param moved how many secrets came under the new key
/// @param stuck how many do not open, and keep the older key alive
/// @param clearAt since when nothing needs the older keys
public record Rotation(
        UUID id,
        String before,
        @Nullable String after,
        String begunBy,
        Instant begunAt,
        long moved,
        long stuck,
        @Nullable Instant clearAt,
        @Nullable Instant retiringAt,
        @Nullable Instant finishedAt) {

    /// How far it is.
    public enum Stage {
        /// A new key is made, and secrets are brought under it.
        MOVING,
        /// Some secrets do not open, so the older key stays.
        STUCK,
        /// Nothing needs the older key; it waits in case something is still under way.
        RESTING,
        FINISHED
    }

    public Stage stage() {
        if (finishedAt != null) return Stage.FINISHED;
        if (clearAt != null) return Stage.RESTING;
        return stuck > 0 ? Stage.STUCK : Stage.MOVING;
    }
}
