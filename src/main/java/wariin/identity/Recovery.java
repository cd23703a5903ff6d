package wariin.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// With two operators of whom one is lost: that this one goes, that another comes, or both, as the other proposed it.
///
/// @param lost who is an operator no longer; null if nobody
/// @param successor who becomes one; null if nobody
/// @param challenge the SHA-256 of the text, which the passkey of the actor signs
/// @param endsAt until when it can be signed or confirmed; once confirmed, from when on it takes effect
/// @param passkey the SHA-256 of the public key that signed, in hex; null before
public record Recovery(
        UUID id,
        UserId actor,
        @Nullable UserId lost,
        @Nullable UserId successor,
        String text,
        byte[] challenge,
        State state,
        Instant endsAt,
        @Nullable Instant proposedAt,
        @Nullable String passkey) {

    /// How far it is.
    public enum State {
        /// The actor was shown the text.
        ASKED,
        /// The actor has signed it, and it waits for the holder of the machine.
        PROPOSED,
        /// The holder of the machine has confirmed it, and it rests before it takes effect.
        CONFIRMED,
        DONE,
        STOPPED,
        /// What it rested on was no longer so.
        VOID;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean asked() {
        return state == State.ASKED;
    }

    public boolean confirmed() {
        return state == State.CONFIRMED;
    }
}
