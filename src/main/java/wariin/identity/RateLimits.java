package wariin.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How often somebody may try. Counted in its own transaction, so that a refusal later on does not take it back.
@Component
class RateLimits {

    /// What is limited, how often, in which time. A whole company may share one network address.
    enum Limit {
        LOG_IN(10, Duration.ofMinutes(15)),
        LOG_IN_FROM_ADDRESS(500, Duration.ofMinutes(15)),
        MAIL(5, Duration.ofMinutes(30)),
        MAIL_FROM_ADDRESS(500, Duration.ofMinutes(30)),
        RECOVERY(10, Duration.ofHours(1));

        private final int times;
        private final Duration window;

        Limit(int times, Duration window) {
            this.times = times;
            this.window = window;
        }
    }

    /// ALLOWED, or REFUSED; JUST_EXCEEDED is the first refusal in a window.
    enum Answer {
        ALLOWED,
        JUST_EXCEEDED,
        REFUSED
    }

    private final AttemptJournal attempts;
    private final Clock clock;

    RateLimits(AttemptJournal attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Answer attempt(Limit limit, String who) {
        var count = attempts.count(key(limit, who), limit.window, clock.instant());
        if (count <= limit.times) return Answer.ALLOWED;
        return count == limit.times + 1 ? Answer.JUST_EXCEEDED : Answer.REFUSED;
    }

    /// A success proves that it was the right person: the count starts anew.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void succeeded(Limit limit, String who) {
        attempts.forget(key(limit, who));
    }

    private static String key(Limit limit, String who) {
        var hash = OpaqueToken.sha256(who.getBytes(StandardCharsets.UTF_8));
        return limit + ":" + HexFormat.of().formatHex(hash, 0, 16);
    }
}
