package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.assessment.CaseWalk.Team;
import wariin.assessment.EvidenceBrowser.File;
import wariin.assessment.MachineResult.Verdict;
import wariin.database.DatabaseTest;
import wariin.register.AssessmentSummary.Outcome;
import wariin.register.ServiceRegister;

/// What the public gets to see of evidence, and what it never does.
@DatabaseTest
@Import(CaseWalk.class)
class RedactionTests {

    private static final Pattern FILE = Pattern.compile("/register/evidence/[0-9a-f-]{36}");

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CaseWalk walk;

    @Autowired
    Evidence evidence;

    @Autowired
    EvidenceRegister register;

    @Autowired
    ServiceRegister services;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private CaseId id;
    private EvidenceBrowser applicant;
    private EvidenceBrowser assessor;

    @Test
    void showsThePublicOnlyWhatStandsInThePlaceOfASecret() {
        var team = walk.team();
        id = walk.reviewed(team);
        applicant = new EvidenceBrowser(baseUrl, team.applicant());
        assessor = new EvidenceBrowser(baseUrl, team.assessor());
        var report = attach("cmn-ot-01", "pentest-SECRETHOST.txt", "SECRET of SECRETHOST", "Test of SECRETHOST");
        var plan = attach("cmn-ot-02", "plan-SECRET.txt", "SECRET plan", "SECRET plan");
        var policy = attach("cmn-ot-03", "policy.txt", "All may read", "Policy", "publishable", "true");
        attach("cmn-ot-04", "unmarked-SECRET.txt", "SECRET still", "SECRET unmarked");

        assertThat(mark(report, "cmn-ot-01", "ORIGINAL").body()).contains("did not agree");
        assertThat(markFile(report, "cmn-ot-01", "SECRET of SECRETHOST").body()).contains("the evidence itself");
        assertThat(applicant
                        .post(disclosure(report, "cmn-ot-01"), "shown", "SECRET")
                        .body())
                .contains("cannot be");
        assertThat(markFile(report, "cmn-ot-01", "XXXXXX of XXXX").statusCode()).isEqualTo(302);
        assertThat(mark(plan, "cmn-ot-02", "TEXT", "text", "A plan of twelve pages")
                        .statusCode())
                .isEqualTo(302);
        assertThat(mark(policy, "cmn-ot-03", "ORIGINAL").statusCode()).isEqualTo(302);
        evidence.attachMachineResult(id, "cmn-ot-05", "cps-reachable", Verdict.PASS, "{}", clock.instant());

        var service = publish(team).service();
        var page = EvidenceBrowser.stranger(baseUrl).get("/register/services/" + service + "/evidence");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("A plan of twelve pages")
                .contains("Policy")
                .contains("public.txt");
        assertThat(page.body()).doesNotContain("SECRET");
        var shown = EvidenceBrowser.stranger(baseUrl).get("/register/services/" + service);
        assertThat(shown.body()).contains("A plan of twelve pages").contains("cps-reachable");
        assertThat(shown.body()).doesNotContain("SECRET");
        var files =
                FILE.matcher(page.body()).results().map(found -> found.group()).toList();
        assertThat(files).hasSize(2);
        for (var file : files) {
            var content = EvidenceBrowser.stranger(baseUrl).download(file);
            assertThat(new String(content.body(), StandardCharsets.UTF_8)).isIn("XXXXXX of XXXX", "All may read");
            assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment");
        }
        assertThat(EvidenceBrowser.stranger(baseUrl)
                        .get("/register/evidence/" + report)
                        .statusCode())
                .isEqualTo(404);
        assertThat(EvidenceBrowser.stranger(baseUrl)
                        .get("/assessment/" + id + "/evidence/" + report)
                        .statusCode())
                .isEqualTo(302);

        var summary = services.summary(service).orElseThrow();
        assertThat(summary.results()).allMatch(result -> result.outcome() == Outcome.MET);
        assertThat(summary.toString()).doesNotContain("SECRET").contains("public.txt");
        var hidden = register.links(id).stream()
                .filter(link -> link.item().file().name().contains("SECRET"))
                .map(link -> link.item().file().sha256())
                .toList();
        assertThat(hidden).hasSize(3);
        assertThat(jdbc.sql("select sha256 from assessment_publication where sha256 is not null")
                        .query(String.class)
                        .list())
                .doesNotContainAnyElementsOf(hidden);
    }

    private Case publish(Team team) {
        walk.judgeAll(team, id);
        var lead = team.lead().user();
        CaseWalk.done(walk.cases().finishReview(lead, id));
        CaseWalk.done(walk.reports().recordVisit(lead, id, LocalDate.now(clock), "Data centre", "A, B", "Seen."));
        CaseWalk.done(walk.cases().finishVisit(lead, id));
        walk.report(team, id, Report.Recommendation.APPROVE);
        CaseWalk.done(walk.vote(team.first(), id, true, ""));
        CaseWalk.done(walk.vote(team.second(), id, true, ""));
        return CaseWalk.done(walk.decisions().publish(team.publisher().user(), id, null));
    }

    private EvidenceId attach(String criterion, String name, String content, String title, String... more) {
        var fields = new java.util.ArrayList<>(
                List.of("evidenceDate", LocalDate.now(clock).toString(), "title", title));
        fields.addAll(List.of(more));
        var answer = applicant.upload(
                "/assessment/" + id + "/criteria/" + criterion + "/evidence",
                List.of(File.of(name, content)),
                fields.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return register.links(id).stream()
                .filter(link -> link.item().file().name().equals(name))
                .findFirst()
                .orElseThrow()
                .item()
                .id();
    }

    private String disclosure(EvidenceId which, String criterion) {
        return "/assessment/" + id + "/criteria/" + criterion + "/evidence/" + which + "/disclosure";
    }

    private java.net.http.HttpResponse<String> mark(EvidenceId which, String criterion, String shown, String... more) {
        var fields = new java.util.ArrayList<>(List.of("shown", shown));
        fields.addAll(List.of(more));
        return assessor.post(disclosure(which, criterion), fields.toArray(String[]::new));
    }

    private java.net.http.HttpResponse<String> markFile(EvidenceId which, String criterion, String content) {
        var file = new File("file", "public.txt", content.getBytes(StandardCharsets.UTF_8));
        return assessor.upload(disclosure(which, criterion), List.of(file), "shown", "FILE");
    }
}
