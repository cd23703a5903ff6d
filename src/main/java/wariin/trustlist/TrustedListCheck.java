package wariin.trustlist;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Is the trusted list good, and will it be? Can what was published be made again?
@Component
class TrustedListCheck implements HealthCheck {

    private static final Duration SIGNER_SOON = Duration.ofDays(90);
    /// So many of the newest are made again; each of them rests on the one before.
    private static final int SAMPLE = 5;

    private final TrustedLists lists;
    private final Signers signers;
    private final Clock clock;

    TrustedListCheck(TrustedLists lists, Signers signers, Clock clock) {
        this.lists = lists;
        this.signers = signers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Trusted list";
    }

    @Override
    public Finding look() {
        var current = lists.current();
        if (current.isEmpty() && lists.history(1).isEmpty()) {
            return Finding.healthy(
                    "No trusted list has been published; the scheme is described at /operator/trust-list.");
        }
        return refused()
                .or(() -> current.flatMap(this::ending))
                .or(this::changed)
                .or(this::signerEnding)
                .orElseGet(() -> Finding.healthy("The trusted list is current, and the archive can be made again."));
    }

    private Optional<Finding> refused() {
        var newest = lists.history(1).getFirst();
        if (newest.state() != IssueSummary.State.REFUSED) return Optional.empty();
        return Optional.of(Finding.sick(
                "The trusted list " + newest.sequence() + " was refused: " + newest.reasons(),
                "Mend what it says, then publish again at /operator/trust-list. The list before stays in force."));
    }

    private Optional<Finding> ending(Issue list) {
        if (list.nextUpdate() == null) return Optional.empty();
        var now = clock.instant();
        if (!now.isBefore(list.nextUpdate())) {
            return Optional.of(Finding.sick(
                    "The trusted list " + list.sequence() + " expired at " + list.nextUpdate() + ".",
                    "Publish again at /operator/trust-list; until then nobody may rely on the list."));
        }
        if (now.plus(Watch.LIST).isBefore(list.nextUpdate())) return Optional.empty();
        return Optional.of(Finding.watch(
                "The trusted list " + list.sequence() + " expires at " + list.nextUpdate() + ".",
                "Look into the log for what keeps a new list from being published."));
    }

    private Optional<Finding> changed() {
        var checked = new ArrayList<Long>();
        for (var summary : lists.history(SAMPLE)) {
            if (summary.state() == IssueSummary.State.ISSUED) checked.add(summary.sequence());
        }
        var differing = checked.stream().filter(this::differs).toList();
        return differing.isEmpty() ? Optional.empty() : Optional.of(unlike(differing));
    }

    private boolean differs(long sequence) {
        try {
            return !Arrays.equals(
                    lists.rebuild(sequence),
                    lists.bySequence(sequence).orElseThrow().xml());
        } catch (IllegalStateException | IllegalArgumentException _) {
            return true;
        }
    }

    private static Finding unlike(List<Long> sequences) {
        return Finding.sick(
                "The archived trusted lists " + sequences + " are not what their sources say.",
                "Somebody changed the database: compare the journal's hashes with the archive and restore a backup.");
    }

    private Optional<Finding> signerEnding() {
        var now = clock.instant();
        var valid = signers.all().stream().filter(signer -> signer.validAt(now)).toList();
        var lasting = valid.stream()
                .filter(signer -> signer.expires().isAfter(now.plus(SIGNER_SOON)))
                .count();
        if (valid.stream().noneMatch(Signer::inUse)) {
            return Optional.of(Finding.sick(
                    "The signer of the trusted list has expired.", "Use another signer at /operator/trust-list."));
        }
        if (lasting >= 2) return Optional.empty();
        return Optional.of(Finding.watch(
                "Fewer than two signers of the trusted list are valid for 90 days more.",
                "Announce a new signer at /operator/trust-list, and use it when readers know it."));
    }
}
