package wariin.tsa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import wariin.tsa.TimeSource.Leap;
import wariin.tsa.TimeSource.Reading;

/// Lends the time: a lease of at most two seconds while the clock is known to be right, and none otherwise (EN 319
/// 421, 7.7.2).
///
/// A clock that was set shows against the machine's steady counter, at every reading and again before a token leaves.
/// The counter runs on while a process stands still, so a lease does not outlive that. Thread-safe; a reading takes no
/// lock.
class ClockGuard {
    static final Duration LARGEST_STEP = Duration.ofMillis(50);

    private static final String WATCHED = "The clock was set and is being watched";

    /// A token that took longer was in a process that stood still.
    private static final long LONGEST_TOKEN = Duration.ofSeconds(1).toNanos();

    /// @param accuracy what tokens promise; the clock must be nearer to UTC than that
    /// @param alarm an offset from which on somebody should look
    /// @param fence how long no time is certified after the clock was set
    record Limits(Duration accuracy, Duration alarm, Duration fence) {}

    /// A time that was read under a lease, and where the counter stood.
    record Moment(Instant at, long count, ClockLease lease) {}

    private final Clock clock;
    private final LongSupplier counter;
    private final Limits limits;
    private final TimeSource source;
    private final ClockRecord record;

    private volatile @Nullable ClockLease lease;
    private volatile String trouble = "The clock has not been read yet";
    private @Nullable ClockLease reference;
    private boolean fenced;
    private long fencedUntil;
    private Instant earliest;

    /// @param earliest a time that was certified before: the clock cannot honestly be behind it
    ClockGuard(
            Clock clock, LongSupplier counter, Limits limits, TimeSource source, Instant earliest, ClockRecord record) {
        this.clock = clock;
        this.counter = counter;
        this.limits = limits;
        this.source = source;
        this.earliest = earliest;
        this.record = record;
    }

    /// The time, or why there is none.
    Moment time() throws TimeNotAvailable {
        var held = held();
        var before = counter.getAsLong();
        var now = clock.instant();
        var after = counter.getAsLong();
        require(held, before, now, after);
        return new Moment(now, before, java.util.Objects.requireNonNull(held));
    }

    /// Whether the token of that moment may leave: the clock was not set meanwhile and the process did not stand still.
    void confirm(Moment moment) throws TimeNotAvailable {
        var held = held();
        var before = counter.getAsLong();
        var now = clock.instant();
        var after = counter.getAsLong();
        require(held, before, now, after);
        if (stepped(moment.lease(), before, now, after)) throw refused("The clock was set");
        if (before - moment.count() > LONGEST_TOKEN) throw refused("The process stood still while a token was made");
    }

    /// A source that answers at once is asked by whoever finds the lease over.
    private @Nullable ClockLease held() {
        var held = lease;
        if (!source.patience().isZero() || held != null && !held.isOver(counter.getAsLong())) return held;
        renew();
        return lease;
    }

    /// Asks the source and gives a new lease, or takes the one there is away.
    void renew() {
        var asked = counter.getAsLong();
        var reading = source.read();
        synchronized (this) {
            var before = counter.getAsLong();
            var now = clock.instant();
            var after = counter.getAsLong();
            watchForSteps(before, now, after);
            var next = lease(reading, now, before, asked);
            reference = next;
            var reason = refusal(reading, now, after);
            if (reason == null) earliest = now.isAfter(earliest) ? now : earliest;
            trouble = reason == null ? "" : reason;
            lease = reason == null ? next : null;
            record.note(now, reading, reason);
        }
    }

    Optional<ClockLease> lease() {
        return Optional.ofNullable(lease).filter(held -> !held.isOver(counter.getAsLong()));
    }

    /// Whether the clock is so far off that somebody should look, though time is still certified.
    boolean drifts() {
        var held = lease;
        return held != null && isBeyond(held.offset(), limits.alarm());
    }

    private void require(@Nullable ClockLease held, long before, Instant now, long after) {
        if (held == null) throw refused(trouble);
        if (held.isOver(after)) throw refused("What is known of the clock is older than two seconds");
        if (stepped(held, before, now, after)) {
            synchronized (this) {
                watchForSteps(before, now, after);
                trouble = WATCHED;
                lease = null;
            }
            throw refused("The clock was set");
        }
        if (LeapWindow.covers(now, held.leap())) throw refused("A leap second is near");
    }

    private TimeNotAvailable refused(String reason) {
        record.refused();
        return new TimeNotAvailable(reason);
    }

    private static boolean stepped(ClockLease held, long before, Instant now, long after) {
        return held.step(before, now, after).abs().compareTo(LARGEST_STEP) > 0;
    }

    private void watchForSteps(long before, Instant now, long after) {
        var known = reference;
        if (known == null) return;
        var step = known.step(before, now, after);
        if (step.abs().compareTo(LARGEST_STEP) <= 0) return;
        fenced = true;
        fencedUntil = after + limits.fence().toNanos();
        reference = new ClockLease(null, null, Leap.UNKNOWN, now, after, after);
        record.stepped(now, step);
    }

    private @Nullable String refusal(Reading reading, Instant now, long count) {
        if (fenced && fencedUntil - count > 0) return WATCHED;
        fenced = false;
        if (now.isBefore(earliest.minus(limits.accuracy()))) {
            return "The clock is behind a time that was certified before";
        }
        return switch (reading) {
            case Reading.Unwatched() -> null;
            case Reading.Lost(var reason, var _) -> reason;
            case Reading.Known(var _, var _, var leap, var _)
            when leap == Leap.UNKNOWN -> "It is not known whether a leap second is near";
            case Reading.Known(var offset, var uncertainty, var _, var _) ->
                isBeyond(offset.abs().plus(uncertainty), limits.accuracy())
                        ? "The clock is off by up to "
                                + offset.abs().plus(uncertainty).toMillis() + " ms"
                        : null;
        };
    }

    private static boolean isBeyond(@Nullable Duration offset, Duration limit) {
        return offset != null && offset.abs().compareTo(limit) >= 0;
    }

    /// Two seconds from when the question was sent, not from when its answer came.
    private static ClockLease lease(Reading reading, Instant now, long count, long asked) {
        var end = asked + ClockLease.LONGEST.toNanos();
        return reading instanceof Reading.Known(var offset, var uncertainty, var leap, var _)
                ? new ClockLease(offset, uncertainty, leap, now, count, end)
                : new ClockLease(null, null, Leap.UNKNOWN, now, count, end);
    }
}
