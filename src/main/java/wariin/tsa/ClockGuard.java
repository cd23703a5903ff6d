package wariin.tsa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the wall clock and distrusts it for a while after it jumped against the machine's steady counter (EN 319
/// 421, 7.7.2).
///
/// A step, a paused machine and a clock set back all show as a difference between the two. The reference moves on once
/// a minute, so that the slow correction by a time service is no jump.
class ClockGuard {
    private static final Logger log = LoggerFactory.getLogger(ClockGuard.class);
    private static final Duration LARGEST_STEP = Duration.ofSeconds(1);
    private static final long REFERENCE_AGE = Duration.ofMinutes(1).toNanos();

    private final Clock clock;
    private final LongSupplier counter;
    private final Duration fence;
    private Instant reference;
    private long referenceCount;
    private boolean fenced;
    private long fencedUntil;
    private Instant earliest;

    /// @param earliest a time that was certified before: the clock cannot honestly be behind it
    ClockGuard(Clock clock, LongSupplier counter, Duration fence, Instant earliest) {
        this.clock = clock;
        this.counter = counter;
        this.fence = fence;
        this.earliest = earliest;
        this.reference = clock.instant();
        this.referenceCount = counter.getAsLong();
    }

    /// The time, or why there is none.
    synchronized Instant time() throws TimeNotAvailable {
        var now = clock.instant();
        var count = counter.getAsLong();
        var elapsed = count - referenceCount;
        var step = Duration.between(reference.plusNanos(elapsed), now);
        if (step.abs().compareTo(LARGEST_STEP) > 0) {
            fenced = true;
            fencedUntil = count + fence.toNanos();
            log.atError().addKeyValue("step", step).log("The clock jumped; no time is certified for a while");
            move(now, count);
        } else if (elapsed > REFERENCE_AGE) {
            move(now, count);
        }
        if (fenced && fencedUntil - count > 0) throw new TimeNotAvailable("The clock jumped and is being watched");
        fenced = false;
        if (now.isBefore(earliest.minus(LARGEST_STEP))) {
            throw new TimeNotAvailable("The clock is behind a time that was certified before");
        }
        if (now.isAfter(earliest)) earliest = now;
        return now;
    }

    private void move(Instant now, long count) {
        reference = now;
        referenceCount = count;
    }
}
