package wariin.assessment.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.assessment.Appointments.Appointed;
import wariin.assessment.AssessmentItems;
import wariin.assessment.Case;
import wariin.assessment.CaseAct;
import wariin.assessment.CaseTimeline;
import wariin.assessment.CaseView;
import wariin.assessment.Checklist;
import wariin.assessment.Report;
import wariin.assessment.Visit;
import wariin.identity.User;
import wariin.register.StatusEvent;

/// Everything that the page of one case shows to one person.
///
/// @param steps the way of such a case, with where it stands
/// @param turn who must act next; absent when it has ended
/// @param mine whether that is this person
/// @param ask the act that is asked of this person first; absent if none
public record CaseScreen(
        CaseView view,
        List<Step> steps,
        @Nullable String turn,
        boolean mine,
        boolean overdue,
        @Nullable CaseAct ask,
        List<Appointed> people,
        Map<String, List<User>> candidates,
        List<Check> checklist,
        List<Visit> visits,
        List<Report> reports,
        List<CastVote> votes,
        List<CaseTimeline.Entry> timeline,
        AssessmentItems.@Nullable Progress progress,
        @Nullable StatusEvent event) {

    /// @param state done, now or ahead
    public record Step(String stage, String state) {}

    public record Check(String item, Checklist.@Nullable Tick tick) {}

    /// @param holds whether the kept proof was verified again for this page
    public record CastVote(
            String who,
            boolean inFavour,
            String reason,
            java.time.Instant at,
            String method,
            String sha256,
            int report,
            boolean holds) {}

    public Case item() {
        return view.item();
    }

    public boolean may(String act) {
        return view.may(CaseAct.valueOf(act));
    }

    /// The draft or the newest report.
    public @Nullable Report report() {
        return reports.isEmpty() ? null : reports.getFirst();
    }

    /// What the applicant may read of the assessment once it is decided.
    public @Nullable Report decided() {
        var item = view.item();
        var over = item.stage().ended() || item.stage() == wariin.assessment.Stage.REGISTERED;
        return over ? reports.stream().filter(Report::before).findFirst().orElse(null) : null;
    }
}
