package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static wariin.assessment.CaseWalk.done;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.assessment.EvidenceBrowser.File;
import wariin.assessment.MachineResult.Verdict;
import wariin.database.DatabaseTest;

/// What lasts longer than one case: evidence that ages, declarations that carry over, machine results, and
/// registrations that others rely on.
@DatabaseTest
@Import(CaseWalk.class)
class ItemCarryingTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CaseWalk walk;

    @Autowired
    Evidence evidence;

    @Autowired
    EvidenceRegister register;

    @Autowired
    EvidenceReminders reminders;

    @Autowired
    ItemRegister items;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void takesOverDeclarationsAndEvidenceButNoJudgement() {
        var team = walk.team();
        var first = walk.reviewed(team);
        var applicant = new EvidenceBrowser(baseUrl, team.applicant());
        attach(applicant, first, "cmn-ot-01", LocalDate.now(clock));
        var published = publish(team, first);
        var incident = done(walk.applications().begin(team.applicant().user(), CaseKind.CHANGE, published.service()));

        assertThat(applicant.get("/assessment/" + incident.id() + "/criteria").body())
                .contains("The last case about this service (" + published.number() + ")");
        assertThat(applicant
                        .post("/assessment/" + incident.id() + "/carried-over")
                        .statusCode())
                .isEqualTo(302);
        applicant.post("/assessment/" + incident.id() + "/carried-over");

        assertThat(items.declarations(incident.id())).hasSameSizeAs(items.declarations(first));
        assertThat(register.links(incident.id())).hasSize(1);
        assertThat(items.judgements(incident.id())).isEmpty();
        assertThat(applicant.get("/assessment/" + incident.id() + "/criteria").body())
                .doesNotContain("Take it over");

        // What a machine saw of the service is beside the criterion in every case about it.
        evidence.attachMachineResult(
                published.service(), "cmn-ot-02", "issuer-in-list", Verdict.FAIL, "{\"seen\": 1}", clock.instant());
        assertThat(applicant
                        .get("/assessment/" + incident.id() + "/criteria?show=machine")
                        .body())
                .contains("issuer-in-list")
                .contains("failed");

        // Another provider's case can rely on this registration; one's own cannot.
        var other = walk.team();
        var draft = walk.drafted(other);
        var browser = new EvidenceBrowser(baseUrl, other.applicant());
        var path = "/assessment/" + draft + "/criteria/cmn-ot-10/registrations";
        assertThat(browser.get("/assessment/" + draft + "/criteria/cmn-ot-10").body())
                .contains("JTS-LRA-");
        assertThat(browser.post(path, "service", published.service().toString()).statusCode())
                .isEqualTo(302);
        assertThat(register.links(draft).getFirst().item().registration()).isEqualTo(published.service());
        assertThat(browser.post(path, "service", "00000000-0000-0000-0000-000000000000")
                        .body())
                .contains("no registration that can be relied on");
    }

    @Test
    void remindsOnceBeforeEvidenceAgesAndOfWhatIsOverdue() {
        var team = walk.team();
        var id = walk.reviewed(team);
        var applicant = new EvidenceBrowser(baseUrl, team.applicant());
        var assessor = new EvidenceBrowser(baseUrl, team.assessor());
        attach(applicant, id, "cmn-ot-01", LocalDate.now(clock).minusDays(350));
        attach(applicant, id, "cmn-ot-02", LocalDate.now(clock));
        assessor.post(
                "/assessment/" + id + "/criteria/cmn-ot-03/requests",
                "asked",
                "The minutes",
                "due",
                LocalDate.now(clock).toString());
        jdbc.sql("update assessment_evidence_request set due = due - 2 where case_id = :case")
                .param("case", id.value())
                .update();

        reminders.remind();
        reminders.remind();

        var subjects = walk.subjects(team.applicant());
        assertThat(subjects.stream().filter(subject -> subject.startsWith("Evidence ages soon")))
                .hasSize(1);
        assertThat(subjects.stream().filter(subject -> subject.startsWith("Overdue:")))
                .hasSize(1);
    }

    private Case publish(CaseWalk.Team team, CaseId id) {
        walk.judgeAll(team, id);
        var lead = team.lead().user();
        done(walk.cases().finishReview(lead, id));
        done(walk.reports().recordVisit(lead, id, LocalDate.now(clock), "Data centre", "A, B", "Seen."));
        done(walk.cases().finishVisit(lead, id));
        walk.report(team, id, Report.Recommendation.APPROVE);
        done(walk.vote(team.first(), id, true, ""));
        done(walk.vote(team.second(), id, true, ""));
        return done(walk.decisions().publish(team.publisher().user(), id, null));
    }

    private void attach(EvidenceBrowser applicant, CaseId id, String criterion, LocalDate date) {
        var answer = applicant.upload(
                "/assessment/" + id + "/criteria/" + criterion + "/evidence",
                List.of(File.of(criterion + ".txt", criterion)),
                "evidenceDate",
                date.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }
}
