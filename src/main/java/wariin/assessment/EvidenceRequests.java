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
import wariin.assessment.EvidenceRequest.Answer;
import wariin.identity.CurrentUser;

/// Asks the applicant for what is missing, and takes the answers.
@Service
public class EvidenceRequests {

    private static final int LONGEST = 4000;

    private final EvidenceDesk desk;
    private final EvidenceRequestRegister register;
    private final EvidenceRegister evidence;
    private final ItemCatalogue catalogue;
    private final EvidenceMails mails;

    EvidenceRequests(
            EvidenceDesk desk,
            EvidenceRequestRegister register,
            EvidenceRegister evidence,
            ItemCatalogue catalogue,
            EvidenceMails mails) {
        this.desk = desk;
        this.register = register;
        this.evidence = evidence;
        this.catalogue = catalogue;
        this.mails = mails;
    }

    List<EvidenceRequest> of(CaseId id) {
        return register.of(id);
    }

    public EvidenceOutcome ask(CurrentUser me, CaseId id, String criterion, String asked, @Nullable LocalDate due) {
        return desk.act(me, id, CaseAct.REQUEST_EVIDENCE, view -> {
            if (catalogue.find(view.item(), criterion).isEmpty()) return refused(EvidenceRefusal.UNKNOWN_CRITERION);
            if (asked.isBlank()) return refused(EvidenceRefusal.TEXT_MISSING);
            if (asked.length() > LONGEST) return refused(EvidenceRefusal.TEXT_TOO_LONG);
            if (due == null) return refused(EvidenceRefusal.DATE_MISSING);
            var wrong = desk.wrongDue(due);
            if (wrong != null) return refused(wrong);
            for (var known : register.of(id)) { // the same form sent twice
                if (known.closedAt() == null
                        && known.criterion().equals(criterion)
                        && known.asked().equals(asked.strip()))
                    return new Done(known.id().toString());
            }
            var request = new EvidenceRequest(
                    new EvidenceRequestId(UUID.randomUUID()),
                    id,
                    criterion,
                    asked.strip(),
                    due,
                    desk.now(),
                    me.getName(),
                    null,
                    List.of());
            register.add(request);
            record("evidence-requested", request, me, null);
            mails.asked(view.item(), request);
            return new Done(request.id().toString());
        });
    }

    /// Why an answer would be refused, before its evidence is taken in.
    Optional<EvidenceOutcome> against(CurrentUser me, CaseId id, EvidenceRequestId request, String said) {
        var early = desk.against(me, id, CaseAct.ATTACH_EVIDENCE);
        if (early.isPresent()) return early;
        if (said.length() > LONGEST) return Optional.of(refused(EvidenceRefusal.TEXT_TOO_LONG));
        var found = register.find(id, request);
        if (found.isEmpty()) return Optional.of(new EvidenceOutcome.Unknown());
        return found.get().closedAt() == null ? Optional.empty() : Optional.of(refused(EvidenceRefusal.REQUEST_CLOSED));
    }

    /// The applicant answers by words, by evidence attached to the case before, or both.
    public EvidenceOutcome answer(
            CurrentUser me, CaseId id, EvidenceRequestId request, String said, @Nullable EvidenceId shown) {
        return desk.act(me, id, CaseAct.ATTACH_EVIDENCE, view -> {
            if (!view.applicant()) return refused(EvidenceRefusal.NOT_ALLOWED);
            var found = register.find(id, request).orElse(null);
            if (found == null) return new EvidenceOutcome.Unknown();
            if (said.isBlank() && shown == null) return refused(EvidenceRefusal.TEXT_MISSING);
            if (said.length() > LONGEST) return refused(EvidenceRefusal.TEXT_TOO_LONG);
            if (found.closedAt() != null) return refused(EvidenceRefusal.REQUEST_CLOSED);
            if (shown != null && evidence.links(id, shown).isEmpty()) return new EvidenceOutcome.Unknown();
            var number = found.answers().size() + 1;
            register.add(request, new Answer(number, said.strip(), shown, desk.now(), me.getName()));
            record("evidence-request-answered", found, me, shown);
            return new Done(request.toString());
        });
    }

    /// An assessor has what was asked for, or needs it no more.
    public EvidenceOutcome close(CurrentUser me, CaseId id, EvidenceRequestId request) {
        return desk.act(me, id, CaseAct.REQUEST_EVIDENCE, view -> {
            var found = register.find(id, request).orElse(null);
            if (found == null) return new EvidenceOutcome.Unknown();
            if (register.close(request, me.getName(), desk.now())) {
                record("evidence-request-closed", found, me, null);
            }
            return new Done(request.toString());
        });
    }

    private void record(String kind, EvidenceRequest request, CurrentUser me, @Nullable EvidenceId shown) {
        var facts = new HashMap<>(Map.of("request", request.id().toString(), "criterion", request.criterion()));
        if (shown != null) facts.put("evidence", shown.toString());
        desk.record(kind, request.caseId(), me.getName(), facts);
    }
}
