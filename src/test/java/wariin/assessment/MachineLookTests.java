package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import wariin.database.DatabaseTest;
import wariin.inspection.CaseInspections;
import wariin.inspection.InspectionRun;

/// Machine checks of a case: for its assessors, beside its criteria, and for nobody else.
@DatabaseTest
@Import(CaseWalk.class)
class MachineLookTests {

    @Autowired
    CaseWalk walk;

    @Autowired
    CaseInspections inspections;

    @Autowired
    EvidenceMachineRegister machines;

    @Test
    void looksForTheAssessorsOfACaseOnly() {
        var team = walk.team();
        var id = walk.reported(team, Report.Recommendation.APPROVE);
        var stranger = walk.member("stranger", "Somebody else", null).user();

        for (var other : List.of(
                stranger,
                team.applicant().user(),
                team.first().user(),
                team.publisher().user())) {
            assertThat(inspections.look(other, id)).isFalse();
            assertThat(inspections.open(other, id)).isEmpty();
        }
        assertThat(inspections.look(team.assessor().user(), id)).isTrue();

        var looked = inspections.open(team.assessor().user(), id).orElseThrow();
        assertThat(looked.newest())
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.state()).isEqualTo(InspectionRun.State.DONE));
        assertThat(machines.history(
                        List.of(id.value()), looked.newest().getFirst().criterion(), 5))
                .hasSize(1);

        assertThat(inspections.look(team.assessor().user(), id)).isTrue(); // asked twice: looked once
        assertThat(machines.history(
                        List.of(id.value()), looked.newest().getFirst().criterion(), 5))
                .hasSize(1);

        var browser = new CaseBrowser(walk.site().baseUrl(), team.assessor().session(), "ja");
        assertThat(browser.get("/inspection/cases/" + id).body())
                .contains("Machine checks", "Look at all now")
                .doesNotContain("??");
        var outside = new CaseBrowser(walk.site().baseUrl(), team.applicant().session(), "ja");
        assertThat(outside.get("/inspection/cases/" + id).status()).isEqualTo(404);
        assertThat(outside.post("/inspection/cases/" + id).status()).isEqualTo(404);
    }
}
