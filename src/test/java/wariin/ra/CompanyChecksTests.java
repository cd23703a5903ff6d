package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import wariin.company.CompanyImports;
import wariin.company.SampleCompanyFile;
import wariin.database.DatabaseTest;
import wariin.ra.evidence.CompanyChecks;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestState;

/// A platform of its own, since where companies are known, unknown ones are found out.
@DatabaseTest
@Import(DeskFixture.class)
@TestPropertySource(properties = "wariin.test.platform=registration-companies")
class CompanyChecksTests {

    @Autowired
    DeskFixture fixture;

    @Autowired
    CompanyImports imports;

    @Autowired
    CompanyChecks checks;

    @Test
    void holdsAnOrganisationAgainstTheFileOfCompanies() {
        var open = DeskFixture.number(70001);
        var closed = DeskFixture.number(70002);
        assertThat(codes(Registrant.organisation(open, "見本かな株式会社", null)))
                .containsExactly(CheckFinding.Code.NO_COMPANY_DATA);

        var file =
                new SampleCompanyFile().open(70001, "見本カナ齋藤株式会社", "2024-01-10").closed(70002, "見本廃業株式会社", "2024-01-10");
        imports.importFile("full_20240131.csv", file.csv(), "system");

        // Kana, width, old kanji and the place of the legal form are spelling; another name is another name.
        for (var same : List.of("見本カナ齋藤株式会社", "㈱見本ｶﾅ斎藤", "見本かな斎藤 株式会社")) {
            assertThat(codes(Registrant.organisation(open, same, null)))
                    .as(same)
                    .isEmpty();
        }
        for (var differs : List.of("見本カナ齋藤合同会社", "見本カナ")) {
            assertThat(codes(Registrant.organisation(open, differs, null)))
                    .containsExactly(CheckFinding.Code.COMPANY_NAME_DIFFERS);
        }
        assertThat(codes(Registrant.organisation(closed, "見本廃業株式会社", null)))
                .containsExactly(CheckFinding.Code.COMPANY_CLOSED);
        assertThat(codes(Registrant.organisation(DeskFixture.number(70003), "見本株式会社", null)))
                .containsExactly(CheckFinding.Code.COMPANY_UNKNOWN);
        var roman = Registrant.organisation(open, "Mihon Kana Inc.", null);
        assertThat(checks.findings(roman, false)).allMatch(CheckFinding::blocking);
        assertThat(checks.findings(roman, true)).noneMatch(CheckFinding::blocking);

        var world = new DeskWorld(fixture);
        var unknown = Registrant.person("太郎", "山田", world.number, world.name, "taro@" + world.domain);
        var id = fixture.submitted(world.anna, world.desk.id(), unknown, "mail-sponsor/1");
        fixture.evidence(world.anna, id, EvidenceMethod.EMPLOYER_RECORD);
        var now = DeskFixture.done(fixture.registration.check(world.anna.user(), id));
        assertThat(now.state()).isEqualTo(RequestState.SUBMITTED);
        assertThat(now.findings()).extracting(CheckFinding::code).contains(CheckFinding.Code.COMPANY_UNKNOWN);
        assertThat(fixture.lastRefusal(id)).containsEntry("refusal", "check-failed");
    }

    private List<CheckFinding.Code> codes(Registrant registrant) {
        return checks.findings(registrant, false).stream()
                .map(CheckFinding::code)
                .toList();
    }
}
