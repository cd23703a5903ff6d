package wariin.tsa;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.tsa.TimeSource.Leap;

/// The right to certify the time for at most two seconds, and what was known of the clock when it was given.
///
/// @param offset null where nothing watches the clock
/// @param wall what the clock showed when the steady counter stood at `count`
/// @param end where the counter stands when the lease ends
record ClockLease(
        @Nullable Duration offset, @Nullable Duration uncertainty, Leap leap, Instant wall, long count, long end) {

    static final Duration LONGEST = Duration.ofSeconds(2);

    boolean isOver(long now) {
        return now - end >= 0;
    }

    /// How far the clock was set since the lease was given: zero if it stood between the two counts where it should.
    Duration step(long before, Instant now, long after) {
        var earliest = wall.plusNanos(before - count);
        var latest = wall.plusNanos(after - count);
        if (now.isBefore(earliest)) return Duration.between(earliest, now);
        if (now.isAfter(latest)) return Duration.between(latest, now);
        return Duration.ZERO;
    }
}
