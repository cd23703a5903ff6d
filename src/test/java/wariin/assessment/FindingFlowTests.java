package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import wariin.assessment.CaseWalk.Team;
import wariin.assessment.EvidenceBrowser.File;
import wariin.database.DatabaseTest;

/// Findings and requests over HTTP, from the assessor to the applicant and back.
@DatabaseTest
@Import(CaseWalk.class)
class FindingFlowTests {

    private static final String CRITERION = "/criteria/cmn-ot-01";

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CaseWalk walk;

    @Autowired
    Findings findings;

    @Autowired
    EvidenceRequests requests;

    @Autowired
    EvidenceRegister evidence;

    @Autowired
    Clock clock;

    private Team team;
    private CaseId id;
    private String url;
    private EvidenceBrowser applicant;
    private EvidenceBrowser assessor;
    private LocalDate today;

    @BeforeEach
    void openACase() {
        team = walk.team();
        id = walk.reviewed(team);
        url = "/assessment/" + id;
        applicant = new EvidenceBrowser(baseUrl, team.applicant());
        assessor = new EvidenceBrowser(baseUrl, team.assessor());
        today = LocalDate.now(clock);
    }

    @Test
    void holdsTheCaseUntilAMajorIsMendedAndTestedAgain() {
        walk.judgeAll(team, id);
        var due = today.plusDays(14).toString();
        raise("MAJOR", "No owner of the risks", due);
        raise("MAJOR", "No owner of the risks", due); // the form sent twice
        assertThat(findings.of(id)).hasSize(1);
        var finding =
                url + CRITERION + "/findings/" + findings.of(id).getFirst().id();
        assertThat(walk.subjects(team.applicant())).anyMatch(subject -> subject.startsWith("Finding 1 in case"));

        CaseWalk.done(walk.cases().finishReview(team.lead().user(), id)); // to the visit, not to the report
        CaseWalk.done(walk.reports().recordVisit(team.lead().user(), id, today, "Data centre", "A, B", "All seen."));
        assertThat(CaseWalk.refused(walk.cases().finishVisit(team.lead().user(), id)))
                .isEqualTo(CaseRefusal.FINDINGS_OPEN);

        assertThat(retest(finding, "true", "").body()).contains("not at that point");
        var shown = new File("file", "owners.txt", "The owners".getBytes());
        assertThat(applicant
                        .upload(
                                finding + "/correction",
                                List.of(shown),
                                "said",
                                "Every risk has an owner now",
                                "evidenceDate",
                                today.toString())
                        .statusCode())
                .isEqualTo(302);
        assertThat(evidence.links(id)).hasSize(1);
        assertThat(assessor.get(url + CRITERION).body())
                .contains("Every risk has an owner now")
                .contains("waits for the new test");

        assertThat(retest(finding, "false", "").body()).contains("Please give a date");
        assertThat(retest(finding, "false", today.plusDays(7).toString()).statusCode())
                .isEqualTo(302);
        assertThat(findings.openMajors(id)).isEqualTo(1);
        assertThat(applicant
                        .post(finding + "/correction", "said", "Three owners more")
                        .statusCode())
                .isEqualTo(302);
        assertThat(retest(finding, "true", "").statusCode()).isEqualTo(302);

        assertThat(findings.openMajors(id)).isZero();
        assertThat(findings.acts(id))
                .extracting(FindingAct::kind)
                .containsExactly(
                        FindingAct.Kind.RAISED,
                        FindingAct.Kind.CORRECTED,
                        FindingAct.Kind.REPEATED,
                        FindingAct.Kind.CORRECTED,
                        FindingAct.Kind.CLOSED);
        assertThat(applicant.get(url + "/findings").body()).contains("Closed: 1");
        CaseWalk.done(walk.cases().finishVisit(team.lead().user(), id));
    }

    @Test
    void letsOnlyAssessorsRaiseAndOnlyTheApplicantCorrect() {
        assertThat(applicant
                        .post(url + CRITERION + "/findings", "severity", "OBSERVATION", "said", "x")
                        .body())
                .contains("cannot be done at this stage");
        raise("OBSERVATION", "A photo would help", "");
        var finding =
                url + CRITERION + "/findings/" + findings.of(id).getFirst().id();
        assertThat(assessor.post(finding + "/correction", "said", "x").body()).contains("cannot be done");
        assertThat(applicant
                        .post(finding + "/retest", "said", "x", "mended", "true")
                        .body())
                .contains("cannot be done");
        assertThat(assessor.post(url + CRITERION + "/findings", "severity", "MINOR", "said", "x")
                        .body())
                .contains("Please give a date");
        var past = today.minusDays(2).toString();
        assertThat(assessor.post(url + CRITERION + "/findings", "severity", "MINOR", "said", "x", "due", past)
                        .body())
                .contains("has passed already");

        var elsewhere = walk.reviewed(walk.team());
        var other = "/assessment/" + elsewhere + CRITERION + "/findings/"
                + findings.of(id).getFirst().id();
        assertThat(assessor.post(other + "/retest", "said", "x", "mended", "true")
                        .statusCode())
                .isEqualTo(404);
        assertThat(retest(finding, "true", "").statusCode()).isEqualTo(302);
    }

    @Test
    void asksForEvidenceAndTakesTheAnswer() {
        var due = today.plusDays(3).toString();
        assertThat(assessor.post(url + CRITERION + "/requests", "asked", "The minutes", "due", due)
                        .statusCode())
                .isEqualTo(302);
        assertThat(walk.subjects(team.applicant())).anyMatch(subject -> subject.startsWith("Evidence is needed"));
        assertThat(applicant.get(url + "/criteria?show=requests").body()).contains("cmn-ot-01");
        var request = requests.of(id).getFirst();
        assertThat(request.state(today)).isEqualTo(EvidenceRequest.State.OPEN);
        assertThat(request.state(today.plusDays(4))).isEqualTo(EvidenceRequest.State.OVERDUE);

        var path = url + CRITERION + "/requests/" + request.id();
        assertThat(assessor.post(path + "/answer", "said", "x").body()).contains("cannot be done");
        assertThat(applicant.post(path + "/answer", "said", "").body()).contains("Please write a text");
        var minutes = new File("file", "minutes.txt", "Minutes".getBytes());
        assertThat(applicant
                        .upload(path + "/answer", List.of(minutes), "said", "Here", "evidenceDate", today.toString())
                        .statusCode())
                .isEqualTo(302);

        var answered = requests.of(id).getFirst();
        assertThat(answered.state(today)).isEqualTo(EvidenceRequest.State.ANSWERED);
        assertThat(answered.answers().getFirst().evidence())
                .isEqualTo(evidence.links(id).getFirst().item().id());
        assertThat(applicant.post(path + "/end").body()).contains("cannot be done");
        assertThat(assessor.post(path + "/end").statusCode()).isEqualTo(302);
        assertThat(applicant.post(path + "/answer", "said", "more").body()).contains("This request is closed");
    }

    private void raise(String severity, String said, String due) {
        var answer = assessor.post(url + CRITERION + "/findings", "severity", severity, "said", said, "due", due);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private java.net.http.HttpResponse<String> retest(String finding, String mended, String due) {
        return assessor.post(finding + "/retest", "said", "Looked again", "mended", mended, "due", due);
    }
}
