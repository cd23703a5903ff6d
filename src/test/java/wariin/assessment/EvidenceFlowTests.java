package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import wariin.assessment.CaseWalk.Team;
import wariin.assessment.EvidenceBrowser.File;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;

/// Evidence over HTTP: who may see and do what, and what becomes of what was attached.
@DatabaseTest
@Import(CaseWalk.class)
class EvidenceFlowTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CaseWalk walk;

    @Autowired
    EvidenceRegister register;

    @Autowired
    Journal journal;

    @Autowired
    Clock clock;

    private Team team;
    private CaseId id;
    private String url;
    private EvidenceBrowser applicant;
    private EvidenceBrowser assessor;

    @BeforeEach
    void openACase() {
        team = walk.team();
        id = walk.reviewed(team);
        url = "/assessment/" + id;
        applicant = new EvidenceBrowser(baseUrl, team.applicant());
        assessor = new EvidenceBrowser(baseUrl, team.assessor());
    }

    @Test
    void showsTheCriteriaToThePeopleOfTheCaseOnly() {
        assertThat(applicant.get(url + "/criteria").body())
                .contains("cmn-ot-01")
                .doesNotContain("Save the judgement");
        assertThat(assessor.get(url + "/criteria/cmn-ot-01").body()).contains("Save the judgement");

        var other = new EvidenceBrowser(baseUrl, walk.member("other", "Other K.K.", null));
        for (var path : List.of("/criteria", "/criteria/cmn-ot-01", "/findings", "/evidence/" + id.value())) {
            assertThat(other.get(url + path).statusCode()).as(path).isEqualTo(404);
            assertThat(EvidenceBrowser.stranger(baseUrl).get(url + path).statusCode())
                    .as(path)
                    .isEqualTo(302);
        }
        assertThat(other.post(url + "/criteria/cmn-ot-01/judgement", "result", "MET")
                        .statusCode())
                .isEqualTo(404);
        assertThat(other.upload(
                                url + "/criteria/cmn-ot-01/evidence",
                                List.of(File.of("a.txt", "a")),
                                "evidenceDate",
                                "2026-01-01")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsOneFileForManyCriteriaAndGivesItBackAsItWas() {
        var today = LocalDate.now(clock).toString();
        var answer = applicant.upload(
                url + "/criteria/cmn-ot-01/evidence",
                List.of(File.of("risk.txt", "The risks"), File.of("plan.csv", "a,b\n1,2\n")),
                "evidenceDate",
                today,
                "also",
                "cmn-ot-02",
                "place",
                "page 3");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);

        var links = register.links(id);
        assertThat(links).hasSize(4).extracting(EvidenceLink::place).containsOnly("page 3");
        assertThat(links).extracting(link -> link.item().id()).doesNotContainNull();
        applicant.uploadJson(
                url + "/criteria/cmn-ot-03/evidence", File.of("same.txt", "The risks"), "evidenceDate", today);
        assertThat(register.links(id).stream().map(link -> link.item().id()).distinct())
                .hasSize(2);

        var risk = links.getFirst().item();
        var file = assessor.download(url + "/evidence/" + risk.id());
        assertThat(new String(file.body(), StandardCharsets.UTF_8)).isIn("The risks", "a,b\n1,2\n");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(assessor.get(url + "/criteria").body()).contains("risk.txt").contains("plan.csv");
    }

    @Test
    void refusesProgramsEmptyFilesAndImpossibleDatesAndLeavesNothing() {
        var path = url + "/criteria/cmn-ot-01/evidence";
        var today = LocalDate.now(clock);
        var program = new File("files", "manual.pdf", new byte[] {'M', 'Z', 0, 0, 1, 2});
        for (var inside : List.of("setup.EXE", "word/vbaProject.bin", "a/b.js")) {
            var zip = new File("files", "evidence.zip", zip("readme.txt", inside));
            assertThat(applicant
                            .uploadJson(path, zip, "evidenceDate", today.toString())
                            .statusCode())
                    .as(inside)
                    .isEqualTo(422);
        }
        assertThat(applicant
                        .upload(path, List.of(program), "evidenceDate", today.toString())
                        .body())
                .contains("manual.pdf: Files of this kind are not taken");
        assertThat(applicant
                        .uploadJson(path, File.of("a.txt", ""), "evidenceDate", today.toString())
                        .body())
                .contains("The file is empty");
        assertThat(applicant
                        .uploadJson(path, File.of("a.html", "<html><script>"), "evidenceDate", today.toString())
                        .statusCode())
                .isEqualTo(422);
        var tomorrow = applicant.uploadJson(
                path, File.of("a.txt", "a"), "evidenceDate", today.plusDays(2).toString());
        assertThat(tomorrow.body()).contains("cannot be dated in the future");
        assertThat(applicant
                        .uploadJson(path, File.of("a.txt", "a"), "evidenceDate", "soon")
                        .body())
                .contains("not a possible date");
        assertThat(applicant.uploadJson(path, File.of("a.txt", "a")).body()).contains("Please give a date");
        assertThat(applicant
                        .uploadJson(
                                url + "/criteria/none/evidence",
                                File.of("a.txt", "a"),
                                "evidenceDate",
                                today.toString())
                        .statusCode())
                .isEqualTo(422);
        assertThat(register.links(id)).isEmpty();
    }

    @Test
    void takesOfficeDocumentsAndArchives() {
        var path = url + "/criteria/cmn-ot-01/evidence";
        var word = new File("files", "manual.docx", zip("[Content_Types].xml", "word/document.xml"));
        var archive = new File("files", "all.zip", zip("a.txt", "b.pdf"));
        assertThat(applicant
                        .upload(path, List.of(word, archive), "evidenceDate", "2026-01-31")
                        .statusCode())
                .isEqualTo(302);
        assertThat(register.links(id))
                .extracting(link -> link.item().file().mediaType())
                .containsExactlyInAnyOrder(EvidenceFormat.WORD.mediaType(), EvidenceFormat.ZIP.mediaType());
    }

    private static byte[] zip(String... names) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Test
    void supersedesOnceAndKeepsTheOlderVersion() {
        var today = LocalDate.now(clock).toString();
        var path = url + "/criteria/cmn-ot-01/evidence";
        applicant.upload(path, List.of(File.of("v1.txt", "one")), "evidenceDate", "2020-01-31", "also", "cmn-ot-02");
        var first = register.links(id).getFirst().item().id();
        assertThat(assessor.get(url + "/criteria?show=ages").body())
                .contains("too old")
                .contains("v1.txt");

        var version = path + "/" + first + "/version";
        var second = new File("file", "v2.txt", "two".getBytes(StandardCharsets.UTF_8));
        assertThat(applicant
                        .upload(version, List.of(second), "evidenceDate", today)
                        .statusCode())
                .isEqualTo(302);
        assertThat(applicant
                        .upload(version, List.of(second), "evidenceDate", today)
                        .body())
                .contains("There is a newer version");

        var links = register.links(id);
        assertThat(links.stream().filter(link -> !link.superseded()))
                .hasSize(2)
                .allMatch(link -> link.item().file().name().equals("v2.txt"));
        assertThat(new String(assessor.download(url + "/evidence/" + first).body(), StandardCharsets.UTF_8))
                .isEqualTo("one");
        assertThat(assessor.get(url + "/criteria/cmn-ot-01").body()).contains("Earlier versions (1)");
        assertThat(journal.about(id.toString()))
                .extracting(entry -> entry.act().kind())
                .contains("evidence-attached", "evidence-superseded");
    }

    @Test
    void judgesWithoutLeavingThePageAndNotOverWhatAColleagueJudged() {
        var path = url + "/criteria/cmn-ot-01/judgement";
        var answer = assessor.htmx(path, "result", "NOT_MET", "note", "", "seen", "0");
        assertThat(answer.body()).contains("Please give the reason");
        answer = assessor.htmx(path, "result", "NOT_MET", "note", "No owner", "methods", "EXAMINE", "seen", "0");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("The judgement is saved")
                .contains("hx-swap-oob=\"true\"")
                .contains("id=\"line-cmn-ot-01\"")
                .contains("1 of ");

        var lead = new EvidenceBrowser(baseUrl, team.lead());
        assertThat(lead.post(path, "result", "MET", "seen", "0").body()).contains("A colleague judged this meanwhile");
        assertThat(lead.post(path, "result", "MET", "seen", "1").statusCode()).isEqualTo(302);
        assertThat(assessor.get(url + "/criteria/cmn-ot-01").body()).contains("No owner");
        // What assessors note among themselves is not the applicant's.
        assertThat(applicant.get(url + "/criteria/cmn-ot-01").body()).doesNotContain("No owner");
        assertThat(applicant.post(path, "result", "MET", "seen", "2").statusCode())
                .isEqualTo(422);
        assertThat(assessor.post(path, "result", "NOT_APPLICABLE", "note", "x", "seen", "2")
                        .body())
                .contains("This criterion always applies");
    }

    @Test
    void endsWithTheCase() {
        applicant.upload(
                url + "/criteria/cmn-ot-01/evidence", List.of(File.of("a.txt", "a")), "evidenceDate", "2026-01-01");
        var evidence = register.links(id).getFirst().item().id();
        CaseWalk.done(walk.cases().abandon(team.applicant().user(), id, ""));

        assertThat(assessor.get(url + "/criteria").statusCode()).isEqualTo(404);
        assertThat(assessor.get(url + "/evidence/" + evidence).statusCode()).isEqualTo(404);
        assertThat(applicant.get(url + "/criteria").statusCode()).isEqualTo(200);
        assertThat(applicant
                        .upload(
                                url + "/criteria/cmn-ot-01/evidence",
                                List.of(File.of("b.txt", "b")),
                                "evidenceDate",
                                "2026-01-01")
                        .body())
                .contains("cannot be done at this stage");
    }
}
