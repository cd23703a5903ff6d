package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import wariin.criteria.CatalogueImports;
import wariin.criteria.Catalogues;
import wariin.criteria.ImportOutcome;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;

/// A case moves to a newer version of the criteria. The platform of this test is its own: the version stays in force.
@DatabaseTest
@Import({CaseWalk.class, ItemFixture.class})
class ItemMoveTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    CaseWalk walk;

    @Autowired
    ItemFixture fixture;

    @Autowired
    ItemRegister register;

    @Autowired
    Catalogues catalogues;

    @Autowired
    CatalogueImports imports;

    @Autowired
    wariin.criteria.Transitions days;

    @Autowired
    Journal journal;

    @Test
    void opensWhatChangedAndKeepsTheRest() {
        var team = walk.team();
        var id = walk.reviewed(team);
        var item = walk.cases().open(id, team.lead().user()).orElseThrow().item();
        fixture.judgeAll(item, "test");
        var url = "/assessment/" + id;
        var lead = new EvidenceBrowser(baseUrl, team.lead());
        assertThat(lead.get(url + "/criteria").body()).doesNotContain("A newer version of the criteria");

        newerVersion();
        assertThat(lead.get(url + "/criteria").body())
                .contains("A newer version of the criteria (moved-1) is in force")
                .contains("opens 1 criteria");
        assertThat(new EvidenceBrowser(baseUrl, team.applicant())
                        .post(url + "/criteria-version")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .doesNotContain("show=open");
        assertThat(lead.post(url + "/criteria-version").statusCode()).isEqualTo(302);
        assertThat(lead.post(url + "/criteria-version").statusCode()).isEqualTo(302);

        assertThat(register.judgements(id).values().stream()
                        .filter(judgement -> judgement.result() == ItemResult.OPEN)
                        .map(ItemJudgement::criterion))
                .containsExactly("cmn-ot-02");
        assertThat(register.declarations(id)).containsKey("cmn-ot-02");
        assertThat(lead.get(url + "/criteria").body()).contains("moved-1").doesNotContain("is in force");
        assertThat(lead.get(url + "/criteria/cmn-ot-02").body()).contains("approved by the whole board");
        assertThat(journal.about(id.toString()).stream()
                        .filter(entry -> entry.act().kind().equals("case-criteria-moved")))
                .hasSize(1);
    }

    private void newerVersion() {
        var today = days.today();
        var now = catalogues.inForce("lra", today);
        var changed = new String(catalogues.oscal(now.id()), StandardCharsets.UTF_8)
                .replace("approved by management", "approved by the whole board")
                .replace("\"" + now.version() + "\"", "\"moved-1\"");
        var imported = imports.importOscal(changed.getBytes(StandardCharsets.UTF_8), "test");
        assertThat(imported).isInstanceOf(ImportOutcome.Imported.class);
        var version = ((ImportOutcome.Imported) imported).version();
        assertThat(days.set(version.id(), today, "test")).isNotNull();
        assertThat(catalogues.inForce("lra", LocalDate.from(today)).id()).isEqualTo(version.id());
    }
}
