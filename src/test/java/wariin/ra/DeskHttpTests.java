package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import wariin.database.DatabaseTest;
import wariin.identity.Person;

/// The desk over HTTP: what each page shows to whom, approvals, rules, and the operator who opens desks.
@DatabaseTest
@Import(DeskFixture.class)
class DeskHttpTests {

    private static final List<String> DESK_PAGES = List.of(
            "", "/certificates", "/bulk", "/bulk/template.csv", "/rules", "/requests/new", "/scope", "/officers");
    private static final List<String> REQUEST_ACTS =
            List.of("submit", "withdraw", "check", "ask", "refuse", "send-code", "code", "suspend", "reinstate");

    @Autowired
    DeskFixture fixture;

    @Autowired
    JsonMapper json;

    private DeskBrowser browser;

    @BeforeEach
    void openABrowser() {
        browser = new DeskBrowser(json);
    }

    @Test
    void showsADeskToItsOfficersAndToNobodyElse() {
        var world = new DeskWorld(fixture);
        var other = new DeskWorld(fixture);
        var stranger = fixture.person("stranger.example");
        var request = world.checked();
        var here = "/desk/" + world.desk.id();
        for (var page : DESK_PAGES) {
            var answer = DeskBrowser.web(world.ben).get(here + page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).doesNotContain("??", "Exception");
            for (var somebody : List.of(other.anna, stranger, world.registrar)) {
                assertThat(DeskBrowser.web(somebody).get(here + page).status())
                        .as(page)
                        .isEqualTo(404);
            }
        }
        var page = here + "/requests/" + request;
        assertThat(DeskBrowser.web(world.ben).get(page).body())
                .contains("What you sign", "山田 太郎", "Approve and sign")
                .doesNotContain("??");
        assertThat(DeskBrowser.web(world.anna).get(page).body())
                .contains("Nobody approves their own request")
                .doesNotContain("??", "Approve and sign");
        for (var somebody : List.of(other.anna, stranger)) {
            refusedEverything(DeskBrowser.web(somebody), page);
            refusedEverything(DeskBrowser.web(somebody), "/certificates/" + request);
        }
        // An officer of another desk does not come in by the address of their own.
        refusedEverything(DeskBrowser.web(other.anna), "/desk/" + other.desk.id() + "/requests/" + request);
        assertThat(DeskBrowser.web(other.anna)
                        .postJson("/desk/" + other.desk.id() + "/ballot", "{\"requests\":[\"" + request + "\"]}")
                        .status())
                .isEqualTo(422);
        // With one desk there is no list of desks to go back to.
        assertThat(DeskBrowser.web(world.ben).get(here).body()).doesNotContain("class=\"crumb\"");
        assertThat(DeskBrowser.web(world.owner).get(here + "/officers").body()).contains("Appoint an officer");
        assertThat(DeskBrowser.web(world.owner).get(here).status()).isEqualTo(404);
        assertThat(DeskBrowser.web(stranger).get("/desk").body()).contains("not an officer");
        assertThat(DeskBrowser.web(world.ben).get("/desk").location()).isEqualTo(here);
        assertThat(DeskBrowser.web(world.ben).get("/certificates").body()).contains("href=\"/desk\"");
    }

    @Test
    void speaksJapaneseOnEveryPage() {
        var world = new DeskWorld(fixture);
        var request = world.checked();
        var here = "/desk/" + world.desk.id();
        for (var page : DESK_PAGES) {
            if (page.endsWith(".csv")) continue;
            assertThat(DeskBrowser.web(world.ben).get(here + page + "?lang=ja").body())
                    .as(page)
                    .contains("lang=\"ja\"")
                    .doesNotContain("??");
        }
        assertThat(DeskBrowser.web(world.ben)
                        .get(here + "/requests/" + request + "?lang=ja")
                        .body())
                .contains("署名する内容")
                .doesNotContain("??");
        assertThat(DeskBrowser.web(world.ben).get("/certificates?lang=ja").body())
                .doesNotContain("??");
        assertThat(DeskBrowser.web(world.operator)
                        .get("/operator/desks?lang=ja")
                        .body())
                .doesNotContain("??");
        assertThat(DeskBrowser.web(world.operator)
                        .get("/operator/desks/" + world.desk.id() + "?lang=ja")
                        .body())
                .doesNotContain("??");
    }

    @Test
    void issuesWhatTwoOfficersSignInTheBrowser() {
        var world = new DeskWorld(fixture);
        var request = world.checked();
        var here = "/desk/" + world.desk.id();
        browser.approve(world.ben, here, request);
        assertThat(DeskBrowser.web(world.ben).get(here + "/requests/" + request).body())
                .contains("1 of 2 officers");
        browser.approve(world.chie, here, request);

        var page = DeskBrowser.web(world.ben).get(here + "/requests/" + request).body();
        assertThat(page).contains("The certificate", "by passkey").doesNotContain("??");
        for (var file : List.of("certificate.pem", "certificate.cer", "chain.pem", "chain.p7b")) {
            var answer = DeskBrowser.web(world.ben).get(here + "/requests/" + request + "/" + file);
            assertThat(answer.status()).as(file).isEqualTo(200);
        }
        assertThat(DeskBrowser.web(world.ben).get(here + "/certificates?q=taro").body())
                .contains("山田 太郎");
        var path = here + "/requests/" + request;
        assertThat(DeskBrowser.web(world.ben)
                        .post(path + "/acts/suspend", "text", "x")
                        .body())
                .doesNotContain("??");
        assertThat(DeskBrowser.web(world.ben)
                        .post(path + "/revocation", "reason", "KEY_COMPROMISE", "text", "lost")
                        .location())
                .isEqualTo(path + "?done=revoke");
        assertThat(DeskBrowser.web(world.ben).get(path).body())
                .contains("Revoked")
                .doesNotContain("Revoke for ever");
    }

    @Test
    void proposesAndSignsAStandingApproval() {
        var world = new DeskWorld(fixture);
        var here = "/desk/" + world.desk.id() + "/rules";
        var until = java.time.LocalDate.now().plusDays(60).toString();
        var fields = new String[] {
            "name",
            "Servers",
            "profile",
            "device/1",
            "organisation",
            world.number.value(),
            "organisationName",
            world.name,
            "domains",
            world.domain,
            "largest",
            "5",
            "until",
            until
        };
        assertThat(DeskBrowser.web(world.ben)
                        .post(here, "name", "x", "profile", "device/1", "largest", "many")
                        .status())
                .isEqualTo(422);
        var path = DeskBrowser.web(world.ben).post(here, fields).location();
        for (var officer : List.of(world.ben, world.chie)) {
            assertThat(DeskBrowser.web(officer).get(path).body())
                    .contains("Sign this standing approval")
                    .doesNotContain("??");
            var ballot = DeskBrowser.web(officer).postJson(path + "/ballot", "{}");
            assertThat(ballot.status()).as(ballot.body()).isEqualTo(200);
            assertThat(DeskBrowser.web(officer)
                            .postJson(path + "/approvals", browser.signed(officer, ballot.body()))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(DeskBrowser.web(world.ben).get(here).body())
                .contains("in force")
                .doesNotContain("??");
        assertThat(DeskBrowser.web(new DeskWorld(fixture).anna).get(path).status())
                .isEqualTo(404);
        DeskBrowser.web(world.ben).post(path + "/revocation");
        assertThat(DeskBrowser.web(world.ben).get(path).body()).contains("taken back");
    }

    @Test
    void letsOnlyTheOperatorOpenDesks() {
        var world = new DeskWorld(fixture);
        assertThat(DeskBrowser.web(world.ben).get("/operator/desks").status()).isEqualTo(403);
        var operator = DeskBrowser.web(world.operator);
        assertThat(operator.get("/operator").body()).contains("Registration desks");
        assertThat(operator.get("/operator/desks").body())
                .contains(world.desk.name())
                .doesNotContain("??");
        var company = fixture.person("new-desk.example");
        assertThat(operator.post("/operator/desks", "email", "nobody@no.example", "name", "X")
                        .status())
                .isEqualTo(422);
        var path = operator.post("/operator/desks", "email", company.email(), "name", "総務部", "approvals", "2")
                .location();
        assertThat(operator.get(path).body()).contains("総務部").doesNotContain("??");
        assertThat(operator.post(path + "/officers", "email", company.email()).status())
                .isEqualTo(302);
        assertThat(operator.post(path + "/approvals", "approvals", "3").status())
                .isEqualTo(302);
        assertThat(operator.post(path + "/state", "active", "false").status()).isEqualTo(302);
        assertThat(operator.get(path).body()).contains("Open it again").doesNotContain("??");
        // What a desk may do, the operator alone cannot say.
        assertThat(operator.post(path + "/scope", "kind", "DOMAIN", "value", "a.example.jp", "method", "WHOIS")
                        .status())
                .isEqualTo(422);
    }

    private void refusedEverything(Person web, String path) {
        assertThat(web.get(path).status()).isEqualTo(404);
        assertThat(web.get(path + "/edit").status()).isEqualTo(404);
        assertThat(web.get(path + "/chain.pem").status()).isEqualTo(404);
        for (var act : REQUEST_ACTS) {
            assertThat(web.post(path + "/acts/" + act, "text", "x").status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(web.post(path + "/revocation", "reason", "SUPERSEDED").status())
                .isEqualTo(404);
        assertThat(web.post(path + "/successor").status()).isEqualTo(404);
        assertThat(web.post(path + "/pick-up/mail").status()).isEqualTo(404);
        assertThat(web.post(path + "/pick-up/code").status()).isEqualTo(404);
        if (path.startsWith("/desk/")) {
            assertThat(web.post(path + "/evidence", "method", "CHIP", "reference", "x")
                            .status())
                    .isEqualTo(404);
        }
    }
}
