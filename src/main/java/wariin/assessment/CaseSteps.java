package wariin.assessment;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;

/// The one way in which a case changes: lock, ask the table, ask the conditions, write, record, tell. The numbered
/// steps are those of docs/flows/assessment.md.
@Component
class CaseSteps {

    /// What is asked before the first write.
    interface Condition {
        Optional<CaseRefusal> unmet(Case item);
    }

    /// What an act writes besides the stage; gives the facts for the log.
    interface Writing {
        Map<String, String> write(Case item, Instant now);
    }

    static final Condition NOTHING_MORE = _ -> Optional.empty();
    static final Writing NOTHING_ELSE = (_, _) -> Map.of();

    private final CaseRegister cases;
    private final CaseAccess access;
    private final List<CaseGate> gates;
    private final Journal journal;
    private final CaseMails mails;
    private final Today today;

    CaseSteps(
            CaseRegister cases,
            CaseAccess access,
            List<CaseGate> gates,
            Journal journal,
            CaseMails mails,
            Today today) {
        this.cases = cases;
        this.access = access;
        this.gates = gates;
        this.journal = journal;
        this.mails = mails;
        this.today = today;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    CaseOutcome take(CurrentUser me, CaseId id, CaseAct act, Condition condition, Writing writing) {
        // 1. One act in a case at a time; a case that is not for this person is unknown.
        var found = cases.findForUpdate(id);
        if (found.isEmpty() || access.view(found.get(), me).isEmpty()) return new CaseOutcome.Unknown();
        var item = found.get();

        // 2. The table, then the conditions. Nothing is written yet.
        var verdict = Transitions.judge(item.kind(), item.stage(), act, access.standing(item, me));
        if (verdict instanceof Transitions.Verdict.Refused(var reason)) return new CaseOutcome.Refused(reason);
        for (var gate : gates) {
            var against = gate.against(item, act);
            if (against.isPresent()) return new CaseOutcome.Refused(against.get());
        }
        var unmet = condition.unmet(item);
        if (unmet.isPresent()) return new CaseOutcome.Refused(unmet.get());

        // 3. Write and record, and tell whoever must act next.
        var next = ((Transitions.Verdict.Allowed) verdict).next();
        write(item, act, next, me.getName(), writing);
        return new CaseOutcome.Done(cases.find(id).orElseThrow());
    }

    /// What follows from another act in the same transaction; the table is asked all the same.
    @Transactional(propagation = Propagation.MANDATORY)
    Case follow(Case item, CaseAct act, Writing writing) {
        var verdict = Transitions.judge(item.kind(), item.stage(), act, Standing.PLATFORM);
        if (!(verdict instanceof Transitions.Verdict.Allowed(var next))) {
            throw new IllegalStateException(act + " does not follow in case " + item.id());
        }
        write(item, act, next, "system", writing);
        return cases.find(item.id()).orElseThrow();
    }

    private void write(Case item, CaseAct act, Stage next, String actor, Writing writing) {
        var now = today.now();
        var facts = new HashMap<>(writing.write(item, now));
        if (next != item.stage()) {
            var due = next.lasts() == null ? null : today.day(now).plus(next.lasts());
            if (!cases.move(item, next, due, now)) throw new IllegalStateException("Moved meanwhile: " + item.id());
            facts.put("from", item.stage().name());
            facts.put("to", next.name());
        }
        journal.append(new Act("case-" + act.key(), item.id().toString(), actor, facts));
        if (next != item.stage()) mails.moved(cases.find(item.id()).orElseThrow());
    }
}
