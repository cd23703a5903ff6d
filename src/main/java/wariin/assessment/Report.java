package wariin.assessment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.identity.UserId;
import wariin.site.Bilingual;

/// What the lead reports to the deciders. Frozen, it has a text that they decide on and never changes again.
///
/// @param number counts the reports of a case, from 1
/// @param text the frozen report as it was hashed
/// @param hash SHA-256 of the text
/// @param returnedAt when a vote against or a question sent it back
public record Report(
        UUID id,
        int number,
        Recommendation recommendation,
        Bilingual summary,
        String body,
        UserId writtenBy,
        Instant writtenAt,
        @Nullable Instant frozenAt,
        @Nullable String text,
        byte @Nullable [] hash,
        @Nullable Instant returnedAt) {

    /// What the lead recommends to the deciders.
    public enum Recommendation {
        APPROVE,
        REFUSE
    }

    public boolean frozen() {
        return frozenAt != null;
    }

    /// True for the one that lies before the deciders.
    public boolean before() {
        return frozen() && returnedAt == null;
    }
}
