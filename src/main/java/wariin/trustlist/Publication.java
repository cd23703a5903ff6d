package wariin.trustlist;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import wariin.trustlist.IssueRegister.Intent;
import wariin.trustlist.IssueSummary.Cause;
import wariin.trustlist.PublicationOutcome.Broken;
import wariin.trustlist.PublicationOutcome.Closed;
import wariin.trustlist.PublicationOutcome.NotSetUp;
import wariin.trustlist.PublicationOutcome.Published;
import wariin.trustlist.PublicationOutcome.Refused;
import wariin.trustlist.PublicationOutcome.TooSoon;
import wariin.trustlist.PublicationOutcome.Unchanged;

/// Publishes lists. The numbered steps are those of docs/flows/trusted-list.md.
@Service
public class Publication {

    private static final Logger log = LoggerFactory.getLogger(Publication.class);
    /// An intent that nobody finished for so long is burned: its time of issue would be too far in the past.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PublicationLock lock;
    private final Reservations reservations;
    private final Press press;
    private final Archive archive;
    private final Signers signers;
    private final Alarms alarms;

    Publication(
            PublicationLock lock,
            Reservations reservations,
            Press press,
            Archive archive,
            Signers signers,
            Alarms alarms) {
        this.lock = lock;
        this.reservations = reservations;
        this.press = press;
        this.archive = archive;
        this.signers = signers;
        this.alarms = alarms;
    }

    /// Issues a list if the register or the scheme says something that the list in force does not.
    public PublicationOutcome publishChanges(String actor) {
        return publish(Cause.CHANGE, actor);
    }

    /// Issues a list even if nothing changed.
    public PublicationOutcome publish(String actor) {
        return publish(Cause.REQUEST, actor);
    }

    /// Issues the same again with a later next update.
    public PublicationOutcome renew() {
        return publish(Cause.RENEWAL, "system");
    }

    /// Ends the scheme: every service expires, and no list follows. Cannot be undone.
    public PublicationOutcome close(String actor) {
        return publish(Cause.CLOSURE, actor);
    }

    /// Finishes or burns what a crash left behind.
    public void sweep() {
        lock.alone(this::sweepAlone);
    }

    private PublicationOutcome publish(Cause cause, String actor) {
        return lock.alone(() -> {
            // 1. Clear the way, then decide. Nothing is written yet.
            sweepAlone();
            if (!archive.isSetUp()) return new NotSetUp();
            var last = archive.newest().orElse(null);
            if (last != null && last.nextUpdate() == null) return new Closed();
            signers.begin(actor);
            var draft = reservations.draft(cause, actor);
            if (draft.isEmpty()) return new TooSoon();
            if (cause == Cause.CHANGE && last != null && saysTheSame(draft.get(), last.sequence())) {
                return new Unchanged();
            }

            // 2. The intent: sequence, time and sources are fixed from here on.
            reservations.reserve(draft.get());
            return finish(draft.get());
        });
    }

    /// 3. Build, sign and ask the judges; 4. switch. The caller holds the lock.
    ///
    /// Crash before 4: the intent is found by the sweep and finished, or burned. What was signed was never seen.
    PublicationOutcome finish(Intent intent) {
        try {
            var proof = press.print(intent);
            return switch (proof) {
                case Press.Proof.Accepted accepted -> published(intent, accepted);
                case Press.Proof.Refused(var reasons) -> refused(intent, reasons);
            };
        } catch (RuntimeException broken) {
            log.atError()
                    .addKeyValue("sequence", intent.sequence())
                    .setCause(broken)
                    .log("The trusted list could not be made; the one before stays in force");
            return new Broken(intent.sequence());
        }
    }

    private PublicationOutcome published(Intent intent, Press.Proof.Accepted accepted) {
        if (!archive.issue(intent, accepted.signed(), events(intent))) return new Broken(intent.sequence());
        log.atInfo().addKeyValue("sequence", intent.sequence()).log("Trusted list published");
        return new Published(intent.sequence());
    }

    private Map<UUID, UUID> events(Intent intent) {
        var known = archive.announcedBefore(intent.sequence());
        var fresh = new HashMap<UUID, UUID>();
        for (var provider : press.state(intent).providers()) {
            for (var service : provider.services()) {
                for (var event : service.events()) {
                    if (!known.contains(event.id()))
                        fresh.put(event.id(), service.id().value());
                }
            }
        }
        return fresh;
    }

    private PublicationOutcome refused(Intent intent, List<String> reasons) {
        if (archive.refuse(intent, reasons)) {
            alarms.refused(intent.sequence(), reasons);
            log.atError()
                    .addKeyValue("sequence", intent.sequence())
                    .addKeyValue("reasons", reasons)
                    .log("The new trusted list was refused; the one before stays in force");
        }
        return new Refused(intent.sequence(), reasons);
    }

    private boolean saysTheSame(Intent draft, long last) {
        var next = press.compose(draft);
        var current = press.composeAgain(last);
        return next.scheme().equals(current.scheme()) && next.providers().equals(current.providers());
    }

    private boolean sweepAlone() {
        for (var intent : archive.open()) {
            if (archive.isOlderThan(intent, LONGEST)) archive.burn(intent);
            else finish(intent);
        }
        return true;
    }
}
