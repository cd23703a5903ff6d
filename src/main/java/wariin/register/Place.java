package wariin.register;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.register.RefusedEntry.Why;
import wariin.register.StatusRegister.Recorded;

/// Where a new event comes to stand among those of a service: after one that holds, perhaps before one yet to come.
///
/// @param before the event that holds when the new one takes effect; null for the first
/// @param next an event that was recorded before but takes effect later
/// @param published the latest publication of those before: nothing is shown before the entry itself is
record Place(
        Instant effectiveAt,
        @Nullable StatusEvent before,
        @Nullable Recorded next,
        Instant published) {

    /// @param known the newest first; never takes effect in the past
    static Place of(List<Recorded> known, @Nullable Instant wanted, Instant recordedAt) {
        var effectiveAt = notBefore(recordedAt, wanted);
        StatusEvent before = null;
        Recorded next = null;
        var published = Instant.EPOCH;
        for (var one : known) {
            if (one.event().effectiveAt().isAfter(effectiveAt)) {
                next = one;
            } else {
                if (before == null) before = one.event();
                if (one.event().publishFrom().isAfter(published))
                    published = one.event().publishFrom();
            }
        }
        return new Place(effectiveAt, before, next, published);
    }

    /// The status that a change makes here.
    ///
    /// @throws RefusedEntry when it does not follow from what is before, or what comes next does not follow from it
    RegistrationStatus after(Change change) {
        var status = StatusChanges.after(before == null ? null : before.status(), change)
                .orElseThrow(() -> new RefusedEntry(Why.NOT_ALLOWED_NOW));
        if (next == null) return status;
        // What is still to come was decided for this number and term, so neither may change before it.
        var renumbers = change == Change.REGISTRATION || change == Change.RENEWAL;
        var follows = StatusChanges.after(status, next.change())
                .filter(outcome -> outcome == next.event().status());
        if (renumbers || follows.isEmpty()) throw new RefusedEntry(Why.NOT_ALLOWED_NOW);
        return status;
    }

    Instant publishFrom(@Nullable Instant wanted, Instant recordedAt) {
        var from = notBefore(recordedAt, wanted);
        return published.isAfter(from) ? published : from;
    }

    private static Instant notBefore(Instant earliest, @Nullable Instant wanted) {
        return wanted == null || wanted.isBefore(earliest) ? earliest : wanted.truncatedTo(ChronoUnit.MICROS);
    }
}
