package wariin.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How often a program may try. Counted in its own transaction, so that a refusal later on does not take it back.
@Component
public class EnrolmentLimits {

    /// What is limited, how often, in which time. Many devices may share one network address.
    public enum Limit {
        /// Wrong secrets from one network address.
        WRONG_SECRET(100, Duration.ofMinutes(15)),
        NEW_ACCOUNT(50, Duration.ofHours(1)),
        NEW_ORDER(300, Duration.ofHours(1)),
        /// Challenge mails to one address.
        CHALLENGE_MAIL(10, Duration.ofHours(1)),
        /// Calls of one key of the platform's own interface.
        REQUEST(3000, Duration.ofHours(1));

        private final int times;
        private final Duration window;

        Limit(int times, Duration window) {
            this.times = times;
            this.window = window;
        }

        public Duration window() {
            return window;
        }
    }

    private final AttemptCounts attempts;
    private final Clock clock;

    EnrolmentLimits(AttemptCounts attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /// Counts one more; false if that is too many.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean allows(Limit limit, String who) {
        return attempts.count(key(limit, who), limit.window, clock.instant()) <= limit.times;
    }

    /// False when there were too many already; counts nothing.
    public boolean open(Limit limit, String who) {
        return attempts.read(key(limit, who), limit.window, clock.instant()) < limit.times;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void sweep() {
        attempts.sweep(clock.instant().minus(Duration.ofDays(1)));
    }

    private static String key(Limit limit, String who) {
        var hash = EnrolmentSecrets.hash(who);
        return limit + ":" + HexFormat.of().formatHex(hash, 0, 16);
    }
}
