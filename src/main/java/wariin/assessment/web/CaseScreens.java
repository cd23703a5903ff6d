package wariin.assessment.web;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.assessment.Appointments;
import wariin.assessment.AssessmentItems;
import wariin.assessment.Case;
import wariin.assessment.CaseAct;
import wariin.assessment.CaseActor;
import wariin.assessment.CaseTimeline;
import wariin.assessment.CaseView;
import wariin.assessment.Cases;
import wariin.assessment.Checklist;
import wariin.assessment.Decisions;
import wariin.assessment.Reports;
import wariin.assessment.Stage;
import wariin.assessment.Transitions;
import wariin.assessment.web.CaseScreen.CastVote;
import wariin.assessment.web.CaseScreen.Check;
import wariin.assessment.web.CaseScreen.Step;
import wariin.identity.Accounts;
import wariin.identity.User;

/// Puts together what a person sees of a case.
@Component
class CaseScreens {

    private static final List<CaseAct> FIRST_ASKED = List.of(
            CaseAct.SUBMIT,
            CaseAct.ACCEPT,
            CaseAct.FIND_COMPLETE,
            CaseAct.RESPOND,
            CaseAct.FINISH_REVIEW,
            CaseAct.FINISH_VISIT,
            CaseAct.FREEZE_REPORT,
            CaseAct.VOTE_FOR,
            CaseAct.PUBLISH,
            CaseAct.REOPEN,
            CaseAct.CLOSE);

    private final Cases cases;
    private final Appointments appointments;
    private final Reports reports;
    private final Decisions decisions;
    private final CaseTimeline timeline;
    private final Beside beside;

    @Component
    record Beside(AssessmentItems items, Accounts accounts) {}

    CaseScreens(
            Cases cases,
            Appointments appointments,
            Reports reports,
            Decisions decisions,
            CaseTimeline timeline,
            Beside beside) {
        this.cases = cases;
        this.appointments = appointments;
        this.reports = reports;
        this.decisions = decisions;
        this.timeline = timeline;
        this.beside = beside;
    }

    CaseScreen of(CaseView view, boolean overdue) {
        var item = view.item();
        var inside = view.deliberation();
        var turn = Transitions.turn(item.kind(), item.stage());
        return new CaseScreen(
                view,
                steps(item),
                turn.map(CaseActor::key).orElse(null),
                cases.turn(view),
                overdue,
                ask(view),
                inside ? appointments.of(item) : List.of(),
                view.may(CaseAct.ASSIGN) ? candidates(item) : Map.of(),
                inside ? checklist(item) : List.of(),
                reports.visits(item),
                inside || over(item) ? reports.of(item) : List.of(),
                inside ? votes(view) : List.of(),
                timeline.of(view),
                view.content() ? beside.items().progress(item) : null,
                decisions.event(item).orElse(null));
    }

    private static boolean over(Case item) {
        return item.stage().ended() || item.stage() == Stage.REGISTERED;
    }

    /// The declaration comes before everything for whoever is appointed.
    private static @Nullable CaseAct ask(CaseView view) {
        if (!view.content()) return CaseAct.DECLARE_CONFLICT;
        return FIRST_ASKED.stream().filter(view::may).findFirst().orElse(null);
    }

    static List<Step> steps(Case item) {
        var path = Transitions.path(item.kind());
        var here = switch (item.stage()) {
            case MORE_NEEDED -> Stage.DOCUMENT_REVIEW;
            case REJECTED, APPEALED -> Stage.DECISION;
            default -> item.stage();
        };
        var at = path.indexOf(here);
        var steps = new ArrayList<Step>();
        for (var n = 0; n < path.size(); n++) {
            var done = n < at || n == at && item.stage().ended() && item.stage() == path.get(n);
            steps.add(new Step(path.get(n).key(), done ? "done" : n == at ? "now" : "ahead"));
        }
        return steps;
    }

    private Map<String, List<User>> candidates(Case item) {
        var all = new LinkedHashMap<String, List<User>>();
        for (var role : List.of(CaseActor.LEAD, CaseActor.ASSESSOR, CaseActor.DECIDER)) {
            all.put(role.name(), appointments.candidates(item, role));
        }
        return all;
    }

    private List<Check> checklist(Case item) {
        var ticks = reports.ticks(item);
        return Checklist.of(item.kind()).stream()
                .map(one -> new Check(
                        one,
                        ticks.stream()
                                .filter(tick -> tick.item().equals(one))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private List<CastVote> votes(CaseView view) {
        var numbers = new LinkedHashMap<java.util.UUID, Integer>();
        for (var report : reports.of(view.item())) numbers.put(report.id(), report.number());
        return decisions.votes(view).stream()
                .map(vote -> new CastVote(
                        beside.accounts()
                                .findUser(vote.decider())
                                .map(User::name)
                                .orElse(""),
                        vote.inFavour(),
                        vote.reason(),
                        vote.at(),
                        vote.assertion() == null ? "pin" : "passkey",
                        HexFormat.of().formatHex(vote.challenge()),
                        numbers.getOrDefault(vote.report(), 0),
                        decisions.holds(vote)))
                .toList();
    }
}
