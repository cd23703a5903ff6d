package wariin.trustlist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import wariin.register.RegisterChanged;

/// Issues a list when the register has changed and come to rest, and in good time before the next update is due.
@Component
class Issuing {

    /// Changes that follow each other closely go into one list, but none waits for longer than ten rests.
    private static final int LONGEST_WAIT = 10;

    private final Publication publication;
    private final TrustedLists lists;
    private final Schemes schemes;
    private final Watch watch;
    private final Clock clock;
    private final Duration rest;

    /// Since when, and most lately when, the register says something else; null: nothing is known to wait.
    private @Nullable Instant changedSince;
    private @Nullable Instant changedLast;

    Issuing(
            Publication publication,
            TrustedLists lists,
            Schemes schemes,
            Watch watch,
            Clock clock,
            @Value("${wariin.trust-list.rest:PT10S}") Duration rest) {
        this.publication = publication;
        this.lists = lists;
        this.schemes = schemes;
        this.watch = watch;
        this.clock = clock;
        this.rest = rest;
        // What changed while nobody ran is found at the first look.
        note();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void heard(RegisterChanged change) {
        note();
    }

    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "${wariin.trust-list.interval:PT3S}")
    void look() {
        if (schemes.current().isEmpty()) return;
        if (isAtRest()) changed();
        else if (isDue()) publication.renew();
    }

    /// An unfinished list is finished, whatever else happens; and once an hour, what will end soon.
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    void sweep() {
        if (schemes.current().isEmpty()) return;
        publication.sweep();
        watch.look();
    }

    /// Once a day, and soon after the start, when it also readies the engines for the first new list.
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "P1D")
    void judgeAgain() {
        watch.judgeAgain();
    }

    private void changed() {
        var waited = take();
        var outcome = publication.publishChanges("system");
        if (outcome instanceof PublicationOutcome.TooSoon || outcome instanceof PublicationOutcome.Broken) {
            restore(waited);
        }
    }

    private boolean isDue() {
        var scheme = schemes.current();
        var list = lists.current();
        if (scheme.isEmpty() || list.isEmpty() || list.get().closed()) return false;
        var newest = lists.history(1).getFirst();
        // After a refusal, not again and again: once an hour.
        var tried = newest.issued()
                .plus(
                        newest.state() == IssueSummary.State.ISSUED
                                ? Duration.ofDays(scheme.get().renewDays())
                                : Duration.ofHours(1));
        var due = list.get().issued().plus(Duration.ofDays(scheme.get().renewDays()));
        var now = clock.instant();
        return !now.isBefore(due) && !now.isBefore(tried);
    }

    private synchronized void note() {
        var now = clock.instant();
        if (changedSince == null) changedSince = now;
        changedLast = now;
    }

    private synchronized boolean isAtRest() {
        if (changedSince == null || changedLast == null) return false;
        var now = clock.instant();
        return !now.isBefore(changedLast.plus(rest))
                || !now.isBefore(changedSince.plus(rest.multipliedBy(LONGEST_WAIT)));
    }

    private synchronized Optional<Instant> take() {
        var since = Optional.ofNullable(changedSince);
        changedSince = null;
        changedLast = null;
        return since;
    }

    private synchronized void restore(Optional<Instant> since) {
        note();
        since.ifPresent(instant -> changedSince = instant);
    }
}
