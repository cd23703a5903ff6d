package wariin.ceremony;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.identity.UserId;

/// Something that two operators decide about an authority: the text says all of it.
///
/// @param challenge the SHA-256 of the text, which passkeys sign
/// @param files what was brought from where the issuer is kept
/// @param servesFrom from when on a new time-stamping unit signs
/// @param consents who has agreed
public record Decision(
        UUID id,
        Kind kind,
        String line,
        int generation,
        String text,
        byte[] challenge,
        byte @Nullable [] files,
        UserId askedBy,
        Instant askedAt,
        @Nullable Instant servesFrom,
        List<UserId> consents) {

    /// What is decided.
    public enum Kind {
        BEGIN_GENERATION,
        BEGIN_UNIT,
        TAKE_INTO_USE
    }

    /// How many operators must agree.
    public static final int NEEDED = 2;

    public Decision {
        consents = List.copyOf(consents);
    }

    boolean isAgreed() {
        return consents.size() >= NEEDED;
    }

    /// As the authority will be called, and its request is.
    String name() {
        return generation == 1 ? line : line + "-" + generation;
    }
}
