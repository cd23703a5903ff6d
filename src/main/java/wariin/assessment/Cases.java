package wariin.assessment;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.assessment.CaseSteps.Condition;
import wariin.assessment.CaseSteps.Writing;
import wariin.identity.CurrentUser;
import wariin.register.ServiceId;

/// Cases as the people in them see them, and the acts that only move a case on. What moves where stands in
/// {@link Transitions}.
@Service
public class Cases {

    /// A case in a list, with whether it is this person's turn.
    public record Listed(CaseView view, boolean mine, boolean overdue) {}

    static final int LONGEST_NOTE = 2000;
    private static final Duration TO_APPEAL = Duration.ofDays(60);

    private final CaseRegister cases;
    private final CaseAccess access;
    private final CaseSteps steps;
    private final CaseMails mails;
    private final CaseConditions conditions;
    private final Today today;

    Cases(
            CaseRegister cases,
            CaseAccess access,
            CaseSteps steps,
            CaseMails mails,
            CaseConditions conditions,
            Today today) {
        this.cases = cases;
        this.access = access;
        this.steps = steps;
        this.mails = mails;
        this.conditions = conditions;
        this.today = today;
    }

    /// The case as this person may see it now; empty if it is not for them.
    public Optional<CaseView> open(CaseId id, CurrentUser me) {
        return cases.find(id).flatMap(item -> access.view(item, me));
    }

    /// What the scheme has before it, as far as it is for this person; the next due first.
    public List<Listed> desk(CurrentUser me) {
        return listed(cases.open(), me).stream()
                .filter(listed -> !listed.view().applicant())
                .sorted(Comparator.comparing((Listed listed) -> !listed.mine()))
                .toList();
    }

    /// What ended lately, for those of the scheme who may still see it.
    public List<Listed> ended(CurrentUser me) {
        return listed(cases.ended(), me).stream()
                .filter(listed -> !listed.view().applicant())
                .toList();
    }

    /// The cases of the organisation in whose name this person acts.
    public List<Listed> own(CurrentUser me) {
        return listed(cases.ofApplicant(me.organisation().id()), me);
    }

    public List<Listed> about(ServiceId service, CurrentUser me) {
        return listed(cases.ofService(service), me);
    }

    private List<Listed> listed(List<Case> found, CurrentUser me) {
        return found.stream()
                .flatMap(item -> access.view(item, me).stream())
                .map(view -> new Listed(view, turn(view), view.item().overdue(today.date())))
                .toList();
    }

    /// Whether the next step is this person's.
    public boolean turn(CaseView view) {
        var item = view.item();
        if (item.stage() == Stage.DECISION && !view.may(CaseAct.VOTE_FOR) && !view.may(CaseAct.CLOSE)) {
            return view.is(CaseActor.DECIDER) && !view.content();
        }
        return Transitions.turn(item.kind(), item.stage()).filter(view::is).isPresent();
    }

    @Transactional
    public CaseOutcome accept(CurrentUser me, CaseId id) {
        return steps.take(me, id, CaseAct.ACCEPT, CaseSteps.NOTHING_MORE, CaseSteps.NOTHING_ELSE);
    }

    @Transactional
    public CaseOutcome returnIncomplete(CurrentUser me, CaseId id, String reason) {
        return steps.take(me, id, CaseAct.RETURN_INCOMPLETE, text(reason), fact(reason));
    }

    /// Only with every line of the checklist fine and a lead to read the documents.
    @Transactional
    public CaseOutcome findComplete(CurrentUser me, CaseId id) {
        return steps.take(me, id, CaseAct.FIND_COMPLETE, conditions::complete, CaseSteps.NOTHING_ELSE);
    }

    @Transactional
    public CaseOutcome askMore(CurrentUser me, CaseId id, String question) {
        return steps.take(me, id, CaseAct.ASK_MORE, text(question), fact(question));
    }

    @Transactional
    public CaseOutcome respond(CurrentUser me, CaseId id, String answer) {
        Condition condition = _ -> tooLong(answer);
        return steps.take(me, id, CaseAct.RESPOND, condition, fact(answer));
    }

    @Transactional
    public CaseOutcome finishReview(CurrentUser me, CaseId id) {
        return steps.take(me, id, CaseAct.FINISH_REVIEW, CaseSteps.NOTHING_MORE, CaseSteps.NOTHING_ELSE);
    }

    @Transactional
    public CaseOutcome finishVisit(CurrentUser me, CaseId id) {
        return steps.take(me, id, CaseAct.FINISH_VISIT, conditions::visited, CaseSteps.NOTHING_ELSE);
    }

    /// Ends a case that changes no status: a change that is only noted, a surveillance, an incident.
    @Transactional
    public CaseOutcome close(CurrentUser me, CaseId id, String conclusion) {
        return steps.take(me, id, CaseAct.CLOSE, text(conclusion), fact(conclusion));
    }

    @Transactional
    public CaseOutcome abandon(CurrentUser me, CaseId id, String reason) {
        return steps.take(me, id, CaseAct.ABANDON, _ -> tooLong(reason), fact(reason));
    }

    /// Once, and within sixty days of the refusal.
    @Transactional
    public CaseOutcome appeal(CurrentUser me, CaseId id, String grounds) {
        Condition condition = item -> {
            if (item.round() > 1) return Optional.of(CaseRefusal.APPEALED_BEFORE);
            if (item.changedAt().plus(TO_APPEAL).isBefore(today.now())) return Optional.of(CaseRefusal.TOO_LATE);
            return text(grounds).unmet(item);
        };
        return steps.take(me, id, CaseAct.APPEAL, condition, (item, _) -> {
            cases.countRound(item.id());
            return reason(grounds);
        });
    }

    /// The refusal is looked at again: with other deciders, on a new report.
    @Transactional
    public CaseOutcome reopen(CurrentUser me, CaseId id, String reason) {
        return steps.take(me, id, CaseAct.REOPEN, text(reason), (item, now) -> {
            conditions.clearForNewRound(item, now);
            return reason(reason);
        });
    }

    @Transactional
    public CaseOutcome dismissAppeal(CurrentUser me, CaseId id, String reason) {
        return steps.take(me, id, CaseAct.DISMISS_APPEAL, text(reason), fact(reason));
    }

    /// Those of the applicant and of the scheme whose turn it is.
    public java.util.Set<wariin.identity.User> responsible(Case item) {
        return mails.responsible(item);
    }

    static Condition text(String text) {
        return _ -> text.isBlank() ? Optional.of(CaseRefusal.REASON_MISSING) : tooLong(text);
    }

    private static Optional<CaseRefusal> tooLong(String text) {
        return text.length() > LONGEST_NOTE ? Optional.of(CaseRefusal.TEXT_TOO_LONG) : Optional.empty();
    }

    private static Writing fact(String text) {
        return (_, _) -> reason(text);
    }

    private static Map<String, String> reason(String text) {
        return text.isBlank() ? Map.of() : Map.of("reason", text.strip());
    }
}
