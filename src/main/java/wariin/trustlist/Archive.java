package wariin.trustlist;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import wariin.journal.Act;
import wariin.trustlist.IssueRegister.Archived;
import wariin.trustlist.IssueRegister.Intent;
import wariin.tsl.SignedList;

/// What was published, and the switch from one list to the next: one transaction, so readers see the old list or the
/// new one with all that belongs to it.
@Component
class Archive {

    private static final Logger log = LoggerFactory.getLogger(Archive.class);
    private static final String SUBJECT = "trusted-list-";

    private final IssueRegister issues;
    private final SchemeRegister schemes;
    private final ApplicationEventPublisher events;
    private final Signers.Writing writing;

    Archive(IssueRegister issues, SchemeRegister schemes, ApplicationEventPublisher events, Signers.Writing writing) {
        this.issues = issues;
        this.schemes = schemes;
        this.events = events;
        this.writing = writing;
    }

    boolean isSetUp() {
        return schemes.newest().isPresent();
    }

    Optional<Archived> newest() {
        return issues.newest();
    }

    List<Intent> open() {
        return issues.open();
    }

    Set<UUID> announcedBefore(long sequence) {
        return issues.announcedBefore(sequence);
    }

    boolean isOlderThan(Intent intent, Duration age) {
        return intent.intendedAt().plus(age).isBefore(writing.clock().instant());
    }

    /// The switch. False if somebody settled the intent meanwhile.
    boolean issue(Intent intent, SignedList list, Map<UUID, UUID> announced) {
        var facts = Map.of(
                "sequence",
                Long.toString(intent.sequence()),
                "sha256",
                HexFormat.of().formatHex(list.sha256()),
                "cause",
                intent.cause().name());
        return done(() -> {
            if (!issues.issue(intent.sequence(), list, writing.clock().instant())) return false;
            issues.announce(intent.sequence(), announced);
            note("trusted-list-issued", intent, facts);
            events.publishEvent(new TrustedListIssued(intent.sequence()));
            return true;
        });
    }

    boolean refuse(Intent intent, List<String> reasons) {
        return done(() -> {
            var text = String.join("\n", reasons);
            if (!issues.refuse(intent.sequence(), text, writing.clock().instant())) return false;
            note("trusted-list-refused", intent, Map.of("sequence", Long.toString(intent.sequence())));
            return true;
        });
    }

    boolean burn(Intent intent) {
        return done(() -> {
            if (!issues.burn(intent.sequence(), writing.clock().instant())) return false;
            note("trusted-list-abandoned", intent, Map.of("sequence", Long.toString(intent.sequence())));
            log.atWarn().addKeyValue("sequence", intent.sequence()).log("An unfinished trusted list was abandoned");
            return true;
        });
    }

    private void note(String kind, Intent intent, Map<String, String> facts) {
        writing.journal().append(new Act(kind, SUBJECT + intent.sequence(), intent.actor(), facts));
    }

    private boolean done(java.util.function.BooleanSupplier step) {
        return Boolean.TRUE.equals(writing.transactions().execute(_ -> step.getAsBoolean()));
    }
}
