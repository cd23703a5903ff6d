package wariin.tsa;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import wariin.tsa.TimeSource.Reading;

/// Collects in memory what an auditor reads later: minutes that are over, and events.
class ClockRecord {
    private static final int MOST_EVENTS = 1000;

    private final Duration alarm;
    private final LongAdder refusals = new LongAdder();
    private final List<ClockMinute> over = new ArrayList<>();
    private final List<ClockEvent> events = new ArrayList<>();
    private boolean lost;
    private boolean drifting;

    private @Nullable Instant minute;
    private @Nullable Long offset;
    private @Nullable Long uncertainty;
    private int leases;
    private int gaps;
    private int steps;
    private int pauses;
    private @Nullable String reason;
    private String sources = "";

    /// @param alarm an offset from which on an event says that the clock drifts
    ClockRecord(Duration alarm) {
        this.alarm = alarm;
    }

    /// A token or a look that was refused; in the path of every token.
    void refused() {
        refusals.increment();
    }

    /// @param refusal why no lease came of it, if none did
    synchronized void note(Instant now, Reading reading, @Nullable String refusal) {
        turn(now);
        if (reading instanceof Reading.Known(var found, var error, var _, var said)) {
            offset = larger(offset, found.toNanos() / 1000);
            uncertainty = larger(uncertainty, error.toNanos() / 1000);
            sources = String.join("; ", said);
            drift(now, found);
        } else if (reading instanceof Reading.Lost(var _, var said)) {
            sources = String.join("; ", said);
        }
        if (refusal == null) {
            leases++;
        } else {
            gaps++;
            reason = refusal;
        }
        if (lost != (refusal != null)) {
            lost = refusal != null;
            add(new ClockEvent(
                    lost ? ClockEvent.Kind.LOST : ClockEvent.Kind.REGAINED, now, refusal == null ? "" : refusal));
        }
    }

    synchronized void stepped(Instant now, Duration step) {
        turn(now);
        steps++;
        add(new ClockEvent(ClockEvent.Kind.STEPPED, now, step.toMillis() + " ms"));
    }

    synchronized void stoodStill(Instant now, Duration pause) {
        turn(now);
        pauses++;
        add(new ClockEvent(ClockEvent.Kind.STOOD_STILL, now, pause.toMillis() + " ms"));
    }

    /// Gives what is over and forgets it; with `all` the minute that runs, too.
    synchronized List<ClockMinute> drain(boolean all) {
        if (all) finish();
        var drained = List.copyOf(over);
        over.clear();
        return drained;
    }

    synchronized List<ClockEvent> drainEvents() {
        var drained = List.copyOf(events);
        events.clear();
        return drained;
    }

    private void drift(Instant now, Duration found) {
        var beyond = found.abs().compareTo(alarm) >= 0;
        if (beyond && !drifting) add(new ClockEvent(ClockEvent.Kind.DRIFTS, now, found.toMillis() + " ms"));
        drifting = beyond;
    }

    /// Events come rarely; a flood of them would be another fault and is cut.
    private void add(ClockEvent event) {
        if (events.size() < MOST_EVENTS) events.add(event);
    }

    private void turn(Instant now) {
        var current = now.truncatedTo(ChronoUnit.MINUTES);
        if (current.equals(minute)) return;
        finish();
        minute = current;
    }

    private void finish() {
        if (minute != null) {
            over.add(new ClockMinute(
                    minute,
                    offset,
                    uncertainty,
                    leases,
                    gaps,
                    steps,
                    pauses,
                    refusals.sumThenReset(),
                    reason,
                    sources));
        }
        minute = null;
        offset = null;
        uncertainty = null;
        reason = null;
        leases = 0;
        gaps = 0;
        steps = 0;
        pauses = 0;
    }

    private static Long larger(@Nullable Long known, long found) {
        return known == null || Math.abs(found) > Math.abs(known) ? Long.valueOf(found) : known;
    }
}
