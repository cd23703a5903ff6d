package wariin.criteria;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.site.Dates;

/// From which day a version of a catalogue counts. It may be changed or undone until that day comes, never after.
@Service
public class Transitions {

    /// What became of the wish to set or undo a day.
    public sealed interface Outcome {

        record Done(@Nullable LocalDate inForceFrom) implements Outcome {}

        /// The version is in force since that day; cases may already rest on it.
        record AlreadyInForce(LocalDate since) implements Outcome {}

        /// A version cannot come into force in the past.
        record InThePast(LocalDate today) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final CatalogueStore store;
    private final Journal journal;
    private final Dates dates;
    private final Clock clock;

    Transitions(CatalogueStore store, Journal journal, Dates dates, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.dates = dates;
        this.clock = clock;
    }

    @Transactional
    public Outcome set(UUID version, LocalDate inForceFrom, String actor) {
        if (inForceFrom.isBefore(today())) return new Outcome.InThePast(today());
        return change(version, inForceFrom, actor);
    }

    @Transactional
    public Outcome undo(UUID version, String actor) {
        return change(version, null, actor);
    }

    private Outcome change(UUID id, @Nullable LocalDate day, String actor) {
        var version = store.findForUpdate(id).orElse(null);
        if (version == null) return new Outcome.Unknown();
        var since = version.inForceFrom();
        if (since != null && !since.isAfter(today())) return new Outcome.AlreadyInForce(since);
        if (Objects.equals(since, day)) return new Outcome.Done(day); // asked again: nothing to write
        store.addTransition(id, day, clock.instant(), actor);
        journal.append(
                day == null
                        ? Act.of("criteria-day-undone", id.toString(), actor)
                        : new Act("criteria-day-set", id.toString(), actor, Map.of("day", day.toString())));
        return new Outcome.Done(day);
    }

    public LocalDate today() {
        return clock.instant().atZone(dates.zone()).toLocalDate();
    }
}
