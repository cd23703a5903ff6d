package wariin.ra.desk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long what was verified counts (S/MIME Baseline Requirements 4.2.1).
public final class EvidenceClock {

    private EvidenceClock() {}

    public static Instant until(EvidenceAbout about, Instant verifiedAt) {
        return verifiedAt.plus(Duration.ofDays(about.days()));
    }

    /// Null for a profile, which nobody verifies.
    static @Nullable Instant scopeUntil(ScopeItem.Kind kind, Instant verifiedAt) {
        return switch (kind) {
            case ORGANISATION -> until(EvidenceAbout.ORGANISATION, verifiedAt);
            case DOMAIN -> until(EvidenceAbout.DOMAIN, verifiedAt);
            case PROFILE -> null;
        };
    }

    /// Exactly at its end a clock has run out.
    public static boolean runs(@Nullable Instant until, Instant now) {
        return until == null || now.isBefore(until);
    }
}
