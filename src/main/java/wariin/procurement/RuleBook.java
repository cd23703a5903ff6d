package wariin.procurement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.procurement.RulePublication.Published;
import wariin.procurement.RulePublication.Refused;
import wariin.procurement.RulePublication.Unreadable;
import wariin.procurement.RulePublication.Why;

/// The rules and their versions. A version that is in force stays as it is for ever; a new one takes its place.
@Service
public class RuleBook {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RuleRegister rules;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private volatile @Nullable Known known;

    /// The rules as they were read; looked at again after a second, since another node may have published.
    private record Known(List<RuleVersion> rules, Instant at) {}

    RuleBook(RuleRegister rules, Journal journal, TransactionTemplate transactions, Clock clock) {
        this.rules = rules;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Adds the shipped samples where they are not there yet.
    @EventListener(ApplicationReadyEvent.class)
    void ship() {
        for (var rule : RuleFile.shipped()) {
            transactions.executeWithoutResult(_ -> {
                if (rules.versions(rule.name()).isEmpty() && rules.add(rule, clock.instant(), "system")) {
                    journal.append(act("rule-published", rule, "system"));
                }
            });
        }
        forget();
    }

    /// Every version of every rule, by name, the newest first.
    public List<RuleVersion> all() {
        var before = known;
        var now = clock.instant();
        if (before != null && Duration.between(before.at(), now).abs().compareTo(LOOK) < 0) return before.rules();
        var read = rules.all();
        known = new Known(read, now);
        return read;
    }

    /// Of each rule the version in force now.
    public List<RuleVersion> inForce() {
        var now = clock.instant();
        var current = new ArrayList<RuleVersion>();
        for (var rule : all()) {
            if (!rule.inForce(now)) continue;
            if (current.stream().noneMatch(other -> other.name().equals(rule.name()))) current.add(rule);
        }
        return current;
    }

    /// The version in force now.
    public Optional<RuleVersion> find(String name) {
        return inForce().stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    public List<RuleVersion> versions(String name) {
        return all().stream().filter(rule -> rule.name().equals(name)).toList();
    }

    /// Whether a text can be read: its plain words, or what is wrong and where.
    public RulePublication check(RuleVersion draft) {
        return switch (RuleText.read(draft.text())) {
            case RuleText.Reading.Read _ -> new Published(draft);
            case RuleText.Reading.Wrong(var line, var column, var sentence) -> new Unreadable(line, column, sentence);
        };
    }

    /// Takes a new version in; its number is given here, whatever the draft says.
    @Transactional
    public RulePublication publish(RuleVersion draft, String actor) {
        var checked = check(draft);
        if (!(checked instanceof Published)) return checked;
        var now = clock.instant();
        if (draft.title().ja().length() > 200 || draft.title().en().length() > 200) return new Refused(Why.TITLE);
        if (draft.note().ja().length() > 2000 || draft.note().en().length() > 2000) return new Refused(Why.TOO_LONG);
        if (!draft.inForceFrom().isAfter(now)) return new Refused(Why.IN_THE_PAST);
        var last = rules.versions(draft.name()).stream().findFirst();
        if (last.filter(before -> !before.inForceFrom().isBefore(draft.inForceFrom()))
                .isPresent()) {
            return new Refused(Why.BEFORE_THE_LAST);
        }
        var version = numbered(draft, last.map(RuleVersion::version).orElse(0) + 1);

        if (!rules.add(version, now, actor)) return new Refused(Why.OVERTAKEN);
        journal.append(act("rule-published", version, actor));
        forget();
        return new Published(version);
    }

    /// Takes the newest version back as long as it is not in force; false when that is too late.
    @Transactional
    public boolean takeBack(String name, int version, String actor) {
        if (!rules.takeBack(name, version, clock.instant())) return false;
        journal.append(new Act("rule-taken-back", subject(name, version), actor, Map.of()));
        forget();
        return true;
    }

    /// Read again after the commit: what a rolled-back transaction saw is not remembered.
    void forget() {
        known = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    known = null;
                }
            });
        }
    }

    private static RuleVersion numbered(RuleVersion draft, int version) {
        return new RuleVersion(
                draft.name(),
                version,
                draft.title(),
                draft.note(),
                draft.text(),
                draft.inForceFrom(),
                draft.shownOnVerify());
    }

    private static Act act(String kind, RuleVersion rule, String actor) {
        return new Act(
                kind,
                subject(rule.name(), rule.version()),
                actor,
                Map.of("text", rule.text(), "inForceFrom", rule.inForceFrom().toString()));
    }

    private static String subject(String name, int version) {
        return "rule:" + name + ":" + version;
    }
}
