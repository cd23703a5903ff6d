package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.secauto.oscal.lib.OscalBindingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import wariin.assessment.EvidenceBrowser.File;
import wariin.database.DatabaseTest;

/// The package of a case for an auditor.
@DatabaseTest
@Import(CaseWalk.class)
class EvidencePackageTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CaseWalk walk;

    @Autowired
    EvidenceRegister register;

    @Autowired
    JsonMapper json;

    @TempDir
    Path folder;

    @Test
    void holdsItemsEvidenceFindingsProofsAndOscalThatTheReferenceAccepts() throws Exception {
        var team = walk.team();
        var id = walk.reviewed(team);
        var url = "/assessment/" + id;
        var applicant = new EvidenceBrowser(baseUrl, team.applicant());
        var assessor = new EvidenceBrowser(baseUrl, team.assessor());
        applicant.upload(
                url + "/criteria/cmn-ot-01/evidence",
                List.of(File.of("=risk.txt", "The risks")),
                "evidenceDate",
                "2026-01-31",
                "place",
                "page 3");
        walk.judgeAll(team, id);
        assessor.post(url + "/criteria/cmn-ot-02/judgement", "result", "NOT_MET", "note", "INTERNAL note", "seen", "1");
        assessor.post(
                url + "/criteria/cmn-ot-02/findings", "severity", "MAJOR", "said", "No approval", "due", "2199-01-01");

        var entries = entries(assessor.download(url + "/package.zip?files=true").body());
        var file = register.links(id).getFirst().item().file();
        assertThat(entries.get("evidence/" + file.sha256())).asString().isEqualTo("The risks");
        assertThat(entries.get("evidence.csv"))
                .asString()
                .contains(file.sha256())
                .contains("\"'=risk.txt\"");
        assertThat(entries.get("items.json"))
                .asString()
                .contains("INTERNAL note")
                .contains("We do this.");
        assertThat(entries.get("findings.json")).asString().contains("No approval");
        assertThat(entries.get("log.json"))
                .asString()
                .contains("criterion-judged")
                .contains("finding-raised")
                .contains("\"path\"");
        assertThat(entries).containsKeys("README.txt", "case.json", "machine.json", "requests.json", "checkpoint.txt");

        for (var name : List.of("catalog", "system-security-plan", "assessment-plan", "assessment-results")) {
            Files.write(folder.resolve(name + ".json"), entries.get(name + ".json"));
        }
        for (var name : List.of("system-security-plan", "assessment-plan", "assessment-results")) {
            assertThat(findings(name + ".json")).as(name).isEmpty();
        }
        var results = json.readTree(entries.get("assessment-results.json"));
        var states = results.at("/assessment-results/results/0/findings").toString();
        assertThat(states).contains("\"not-satisfied\"").contains("cmn-ot-02_smt");

        var theirs = entries(applicant.download(url + "/package.zip").body());
        assertThat(theirs.values())
                .allSatisfy(content -> assertThat(content).asString().doesNotContain("INTERNAL"));
        assertThat(theirs).doesNotContainKey("evidence/" + file.sha256());
    }

    private List<String> findings(String file) throws Exception {
        var context = OscalBindingContext.instance();
        return context.validateWithConstraints(folder.resolve(file).toUri(), null).getFindings().stream()
                .map(finding -> finding.getSeverity() + " " + finding.getPath() + " " + finding.getMessage())
                .toList();
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        var entries = new HashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}
