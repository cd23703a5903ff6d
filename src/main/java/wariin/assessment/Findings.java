package wariin.assessment;

import static wariin.assessment.EvidenceDesk.refused;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.assessment.EvidenceOutcome.Done;
import wariin.assessment.Finding.Severity;
import wariin.assessment.Finding.State;
import wariin.assessment.FindingAct.Kind;
import wariin.identity.CurrentUser;

/// What assessors found amiss, what the applicant did about it, and whether that was enough.
@Service
public class Findings {

    private static final int LONGEST = 8000;

    private final EvidenceDesk desk;
    private final FindingRegister register;
    private final EvidenceRegister evidence;
    private final ItemCatalogue catalogue;
    private final EvidenceMails mails;

    Findings(
            EvidenceDesk desk,
            FindingRegister register,
            EvidenceRegister evidence,
            ItemCatalogue catalogue,
            EvidenceMails mails) {
        this.desk = desk;
        this.register = register;
        this.evidence = evidence;
        this.catalogue = catalogue;
        this.mails = mails;
    }

    /// How many majors are not closed; while there is one, a case does not go to report.
    public int openMajors(CaseId id) {
        return register.openMajors(id);
    }

    List<Finding> of(CaseId id) {
        return register.of(id);
    }

    List<FindingAct> acts(CaseId id) {
        return register.acts(id);
    }

    public EvidenceOutcome raise(
            CurrentUser me, CaseId id, String criterion, Severity severity, String said, @Nullable LocalDate due) {
        return desk.act(me, id, CaseAct.RAISE_FINDING, view -> {
            if (catalogue.find(view.item(), criterion).isEmpty()) return refused(EvidenceRefusal.UNKNOWN_CRITERION);
            if (said.isBlank()) return refused(EvidenceRefusal.TEXT_MISSING);
            if (said.length() > LONGEST) return refused(EvidenceRefusal.TEXT_TOO_LONG);
            if (due == null && severity != Severity.OBSERVATION) return refused(EvidenceRefusal.DATE_MISSING);
            var wrong = due == null ? null : desk.wrongDue(due);
            if (wrong != null) return refused(wrong);
            for (var known : register.of(id)) { // the same form sent twice
                if (known.open()
                        && known.criterion().equals(criterion)
                        && known.severity() == severity
                        && known.said().equals(said.strip()))
                    return new Done(known.id().toString());
            }
            var finding = new Finding(
                    new FindingId(UUID.randomUUID()),
                    id,
                    register.nextNumber(id),
                    criterion,
                    severity,
                    said.strip(),
                    due,
                    State.OPEN,
                    desk.now(),
                    me.getName());
            register.add(finding);
            add(finding, Kind.RAISED, said, null, due, me);
            mails.raised(view.item(), finding);
            return new Done(finding.id().toString());
        });
    }

    /// Why a correction would be refused, before its evidence is taken in.
    Optional<EvidenceOutcome> against(CurrentUser me, CaseId id, FindingId finding, String said) {
        var early = desk.against(me, id, CaseAct.ANSWER_FINDING);
        if (early.isPresent()) return early;
        return register.of(id).stream()
                .filter(found -> found.id().equals(finding))
                .findFirst()
                .map(found -> problem(found, said))
                .orElseGet(() -> Optional.of(new EvidenceOutcome.Unknown()));
    }

    private static Optional<EvidenceOutcome> problem(Finding found, String said) {
        if (said.isBlank()) return Optional.of(refused(EvidenceRefusal.TEXT_MISSING));
        if (said.length() > LONGEST) return Optional.of(refused(EvidenceRefusal.TEXT_TOO_LONG));
        return found.open() ? Optional.empty() : Optional.of(refused(EvidenceRefusal.FINDING_STATE));
    }

    /// The applicant says what was done; the evidence was attached to the case before.
    public EvidenceOutcome correct(
            CurrentUser me, CaseId id, FindingId finding, String said, @Nullable EvidenceId shown) {
        return desk.act(me, id, CaseAct.ANSWER_FINDING, view -> {
            var found = register.findForUpdate(id, finding).orElse(null);
            if (found == null) return new EvidenceOutcome.Unknown();
            var problem = problem(found, said);
            if (problem.isPresent()) return problem.get();
            if (shown != null && evidence.links(id, shown).isEmpty()) return new EvidenceOutcome.Unknown();
            stand(found, State.ANSWERED, found.due());
            add(found, Kind.CORRECTED, said, shown, null, me);
            return new Done(finding.toString());
        });
    }

    /// An assessor tested it again: it is mended, or it stays until a new date. An observation may be closed without
    /// an answer.
    public EvidenceOutcome retest(
            CurrentUser me, CaseId id, FindingId finding, boolean mended, String said, @Nullable LocalDate due) {
        return desk.act(me, id, CaseAct.CLOSE_FINDING, view -> {
            var found = register.findForUpdate(id, finding).orElse(null);
            if (found == null) return new EvidenceOutcome.Unknown();
            if (said.isBlank()) return refused(EvidenceRefusal.TEXT_MISSING);
            if (said.length() > LONGEST) return refused(EvidenceRefusal.TEXT_TOO_LONG);
            if (mended && found.state() == State.CLOSED) return new Done(finding.toString());
            var may = found.state() == State.ANSWERED
                    || mended && found.state() == State.OPEN && found.severity() == Severity.OBSERVATION;
            if (!may) return refused(EvidenceRefusal.FINDING_STATE);
            if (!mended && due == null) return refused(EvidenceRefusal.DATE_MISSING);
            var wrong = mended || due == null ? null : desk.wrongDue(due);
            if (wrong != null) return refused(wrong);
            if (mended) {
                stand(found, State.CLOSED, found.due());
                add(found, Kind.CLOSED, said, null, null, me);
            } else {
                stand(found, State.OPEN, due);
                add(found, Kind.REPEATED, said, null, due, me);
                mails.repeated(view.item(), found, due);
            }
            return new Done(finding.toString());
        });
    }

    private void stand(Finding finding, State state, @Nullable LocalDate due) {
        register.stand(new Finding(
                finding.id(),
                finding.caseId(),
                finding.number(),
                finding.criterion(),
                finding.severity(),
                finding.said(),
                due,
                state,
                finding.raisedAt(),
                finding.raisedBy()));
    }

    private void add(
            Finding finding,
            Kind kind,
            String said,
            @Nullable EvidenceId shown,
            @Nullable LocalDate due,
            CurrentUser me) {
        register.add(new FindingAct(finding.id(), 0, kind, said.strip(), shown, due, desk.now(), me.getName()));
        var facts = new HashMap<>(Map.of(
                "finding", finding.id().toString(),
                "criterion", finding.criterion(),
                "severity", finding.severity().name()));
        if (shown != null) facts.put("evidence", shown.toString());
        var what = switch (kind) {
            case RAISED -> "finding-raised";
            case CORRECTED -> "finding-corrected";
            case REPEATED -> "finding-repeated";
            case CLOSED -> "finding-closed";
        };
        desk.record(what, finding.caseId(), me.getName(), facts);
    }
}
