package wariin.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.criteria.Catalogues;
import wariin.criteria.Target;
import wariin.register.RefusedEntry.Why;
import wariin.register.StatusRegister.Recorded;
import wariin.site.Dates;

/// Carries out what was decided about a registration, and what the passing of time does to it.
@Service
class Registrations {

    private final ClockRegister clock;
    private final EntryRegister entries;
    private final StatusRegister statuses;
    private final Catalogues catalogues;
    private final Dates dates;
    private final Bookkeeping books;

    Registrations(
            ClockRegister clock,
            EntryRegister entries,
            StatusRegister statuses,
            Catalogues catalogues,
            Dates dates,
            Bookkeeping books) {
        this.clock = clock;
        this.entries = entries;
        this.statuses = statuses;
        this.catalogues = catalogues;
        this.dates = dates;
        this.books = books;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public StatusEvent record(DecidedChange decided) {
        clock.lock();
        var known = statuses.all(decided.service());
        for (var earlier : known) {
            if (earlier.change() == decided.change()
                    && earlier.event().decision().equals(decided.decision())) {
                return earlier.event(); // the same decision again changes nothing
            }
        }

        // 1. Decide. Time comes first: what has expired is expired, also if the job has not come round yet.
        var description = entries.find(decided.service()).orElseThrow(() -> new RefusedEntry(Why.UNKNOWN_SERVICE));
        if ((decided.change() == Change.TAKE_OVER) != (decided.successor() != null)) {
            throw new RefusedEntry(Why.SUCCESSOR_MISSING);
        }
        var successor = decided.successor();
        if (successor != null && entries.find(successor).isEmpty()) throw new RefusedEntry(Why.UNKNOWN_PROVIDER);
        if (expire(decided.service(), known)) known = statuses.all(decided.service());
        var at = clock.next();
        var place = Place.of(known, decided.effectiveAt(), at);
        var status = place.after(decided.change());

        // 2. Write.
        if (decided.change() == Change.REGISTRATION || decided.change() == Change.RENEWAL) {
            Keys.require(entries, decided.service(), description, true);
        }
        var event = event(decided, description, place, status, at);
        write(event, decided.change(), decided.actor());
        return event;
    }

    private StatusEvent event(
            DecidedChange decided, ServiceDescription description, Place place, RegistrationStatus status, Instant at) {
        var before = place.before();
        var day = place.effectiveAt().atZone(dates.zone()).toLocalDate();
        var number = number(decided, description, before, day);
        var validUntil = validUntil(decided.change(), description, before, day);
        var successor = decided.successor() == null && before != null ? before.successor() : decided.successor();
        if (decided.change() == Change.REGISTRATION) successor = null;
        return new StatusEvent(
                UUID.randomUUID(),
                decided.service(),
                status,
                decided.reason().code(),
                number,
                validUntil,
                place.effectiveAt(),
                at,
                place.publishFrom(decided.publishFrom(), at),
                successor,
                decided.decision(),
                decided.criteriaVersion());
    }

    private RegistrationNumber number(
            DecidedChange decided, ServiceDescription description, @Nullable StatusEvent before, LocalDate day) {
        if (decided.change() == Change.RENEWAL && before != null)
            return before.number().renewed();
        if (decided.change() != Change.REGISTRATION && before != null) return before.number();
        var prefix = target(description, day).numberPrefix();
        var serial = statuses.nextSerial(prefix, decided.service());
        return new RegistrationNumber(RegistrationNumber.SCHEME, prefix, serial, 1);
    }

    /// The last day of a term. A renewal in time begins when the old term ends, a late one when it takes effect.
    private LocalDate validUntil(
            Change change, ServiceDescription description, @Nullable StatusEvent before, LocalDate day) {
        if (change != Change.REGISTRATION && change != Change.RENEWAL && before != null) return before.validUntil();
        var first = day;
        if (change == Change.RENEWAL && before != null && !before.validUntil().isBefore(day)) {
            first = before.validUntil().plusDays(1);
        }
        return first.plus(target(description, day).validity()).minusDays(1);
    }

    private Target target(ServiceDescription description, LocalDate day) {
        return catalogues.target(description.target(), day).orElseThrow(() -> new RefusedEntry(Why.UNKNOWN_TARGET));
    }

    /// Ends what has run out, and tells of entries whose time of publication has come.
    @Transactional
    public void passTime() {
        clock.lock();
        var now = clock.now();
        for (var service : statuses.due(today(now), now)) {
            expire(service, statuses.all(service));
        }
        if (statuses.anyVisible(clock.tellUntil(now), now)) books.tell(now);
    }

    /// True if the registration had run out and was ended now.
    private boolean expire(ServiceId service, List<Recorded> known) {
        var now = clock.now();
        var last = known.stream()
                .map(Recorded::event)
                .filter(event -> !event.effectiveAt().isAfter(now))
                .findFirst()
                .orElse(null);
        if (last == null || !last.validUntil().isBefore(today(now))) return false;
        var status = StatusChanges.after(last.status(), Change.EXPIRY);
        if (status.isEmpty()) return false;
        var at = clock.next();
        var end = last.validUntil().plusDays(1).atStartOfDay(dates.zone()).toInstant();
        var effective = end.isAfter(last.effectiveAt()) ? end : last.effectiveAt();
        var event = new StatusEvent(
                UUID.randomUUID(),
                service,
                status.get(),
                Reason.VALIDITY_ENDED.code(),
                last.number(),
                last.validUntil(),
                effective,
                at,
                last.publishFrom(),
                last.successor(),
                "expiry of " + last.number(),
                last.criteriaVersion());
        write(event, Change.EXPIRY, "system");
        return true;
    }

    private void write(StatusEvent event, Change change, String actor) {
        var facts = Map.of(
                "number", event.number().toString(),
                "status", event.status().code(),
                "reason", event.reason(),
                "decision", event.decision(),
                "effective", event.effectiveAt().toString());
        var kind = switch (change) {
            case REGISTRATION -> "service-registered";
            case RENEWAL -> "service-renewed";
            case SUSPENSION -> "service-suspended";
            case REINSTATEMENT -> "service-reinstated";
            case WITHDRAWAL -> "service-withdrawn";
            case TAKE_OVER -> "service-taken-over";
            case EXPIRY -> "service-expired";
        };
        var entry = books.note(kind, event.service(), actor, facts);
        statuses.add(event, change, actor, entry);
        books.tell(event.recordedAt());
    }

    private LocalDate today(Instant now) {
        return now.atZone(dates.zone()).toLocalDate();
    }
}
