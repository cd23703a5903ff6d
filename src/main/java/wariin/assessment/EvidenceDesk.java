package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Where everything about criteria, evidence and findings is done: asks who may, holds the case while it is done, and
/// records it.
@Component
class EvidenceDesk {

    private final Cases cases;
    private final ItemRegister items;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final Today today;

    EvidenceDesk(Cases cases, ItemRegister items, TransactionTemplate transaction, Journal journal, Today today) {
        this.cases = cases;
        this.items = items;
        this.transaction = transaction;
        this.journal = journal;
        this.today = today;
    }

    /// The case, if this person may read its evidence.
    Optional<CaseView> read(CurrentUser me, CaseId id) {
        return cases.open(id, me).filter(CaseView::content);
    }

    /// Whether the act would be allowed now: before work that is done outside a transaction.
    Optional<EvidenceOutcome> against(CurrentUser me, CaseId id, CaseAct act) {
        return against(read(me, id), act);
    }

    /// Does the work in one transaction, in which nobody else writes about the case and its stage stays as it is.
    EvidenceOutcome act(CurrentUser me, CaseId id, CaseAct act, Function<CaseView, EvidenceOutcome> work) {
        var outcome = transaction.execute(_ -> {
            items.lock(id);
            var view = read(me, id);
            return against(view, act).orElseGet(() -> work.apply(view.orElseThrow()));
        });
        return outcome;
    }

    private static Optional<EvidenceOutcome> against(Optional<CaseView> view, CaseAct act) {
        if (view.isEmpty()) return Optional.of(new EvidenceOutcome.Unknown());
        return view.get().may(act) ? Optional.empty() : Optional.of(refused(EvidenceRefusal.NOT_ALLOWED));
    }

    static EvidenceOutcome refused(EvidenceRefusal reason) {
        return new EvidenceOutcome.Refused(reason);
    }

    void record(String kind, CaseId id, String actor, Map<String, String> facts) {
        journal.append(new Act(kind, id.toString(), actor, facts));
    }

    Instant now() {
        return today.now();
    }

    LocalDate today() {
        return today.date();
    }

    /// Null if something can be due on that day.
    @Nullable
    EvidenceRefusal wrongDue(LocalDate due) {
        if (due.getYear() < 1970 || due.getYear() > 2200) return EvidenceRefusal.DATE_WRONG;
        return due.isBefore(today()) ? EvidenceRefusal.DUE_PAST : null;
    }

    /// The day on which the age of evidence counts: today, or the day on which the case ended.
    LocalDate day(Case item) {
        return item.stage().ended() ? today.day(item.changedAt()) : today.date();
    }
}
