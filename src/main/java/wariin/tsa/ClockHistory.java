package wariin.tsa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The auditor's record of the clock: what was known of it minute by minute, and now.
@Service
public class ClockHistory {

    /// @param offset how far the clock is off; null where nothing watches it or no lease is held
    /// @param refusal why no time is certified now, if so
    public record Standing(
            @Nullable Duration offset,
            @Nullable Duration uncertainty,
            boolean drifts,
            @Nullable String refusal) {}

    private final ClockJournal journal;
    private final ClockGuard guard;

    ClockHistory(ClockJournal journal, ClockWatch watch) {
        this.journal = journal;
        this.guard = watch.guard();
    }

    /// Oldest first, at most `limit`; what is not two minutes old may be missing.
    public List<ClockMinute> between(Instant from, Instant to, int limit) {
        return journal.between(from, to, limit);
    }

    public Standing now() {
        try {
            var lease = guard.time().lease();
            return new Standing(lease.offset(), lease.uncertainty(), guard.drifts(), null);
        } catch (TimeNotAvailable refused) {
            return new Standing(null, null, false, refused.getMessage());
        }
    }
}
