package wariin.ra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import wariin.database.DatabaseTest;
import wariin.identity.Person;
import wariin.ra.DeskFixture;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.DeskWorld;

/// Many requests in one table, over HTTP: each row is answered, and one act of a passkey approves all that can be.
@DatabaseTest
@Import(DeskFixture.class)
class BulkPagesTests {

    private static final String HEAD =
            "profile,surname,given_name,corporate_number,organisation,email,evidence,certification_request\r\n";

    @Autowired
    DeskFixture fixture;

    @Autowired
    JsonMapper json;

    @Test
    void answersEachRowOnThePageAndInATable() {
        var world = new DeskWorld(fixture);
        var table = HEAD
                + row(world, "一郎", "one@" + world.domain, "employer-record")
                + row(world, "=二郎", "two@example.com", "employer-record")
                + row(world, "三郎", "three@" + world.domain, "")
                + "mail-sponsor/1,山田,四郎,123," + world.name + ",four@" + world.domain + ",,\r\n";

        var path = taken(world, table, StandardCharsets.UTF_8);

        for (var language : List.of("en", "ja")) {
            var page = web(world.anna).get(path + "?done=taken&lang=" + language);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body())
                    .contains("people.csv", "一郎", "二郎", "三郎", "四郎", "example.com")
                    .doesNotContain("??", "outside-domain");
        }
        assertThat(web(world.anna).get(path + "?lang=en").body())
                .contains("Not taken", path + "/result.csv")
                // Nobody approves what they have entered.
                .doesNotContain("data-approve");
        var result = web(world.anna).get(path + "/result.csv");
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.body().lines().map(line -> line.replaceAll("[0-9a-f-]{36}", "ID")))
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("\uFEFFrow,label,request,state,refusal,detail"),
                        one -> assertThat(one).startsWith("2,").contains(",ID,checked,,"),
                        two -> assertThat(two).startsWith("3,").contains(",,,outside-domain,example.com"),
                        three -> assertThat(three).startsWith("4,").contains(",ID,submitted,,"),
                        four -> assertThat(four).startsWith("5,").contains(",,,bad-field,"));
        assertThat(web(world.anna).get("/desk/" + world.desk.id() + "/bulk").body())
                .contains(path, "people.csv");
    }

    @Test
    void approvesAllOfATableWithOneActOfAPasskeyOfEachOfficer() {
        var world = new DeskWorld(fixture);
        var table = new StringBuilder(HEAD);
        for (var n = 1; n <= 4; n++) {
            table.append("mail-sponsor/1,山田,第%d,%s,%s,n%d@%s,employer-record,%s\r\n"
                    .formatted(n, world.number, world.name, n, world.domain, request()));
        }
        table.append(row(world, "外", "out@example.com", "employer-record"));
        var path = taken(world, table.toString(), Charset.forName("windows-31j"));

        for (var officer : List.of(world.ben, world.chie)) {
            assertThat(web(officer).get(path).body()).contains("data-approve").doesNotContain("??");
            var ballot = ballot(officer, world, path);
            var text = json.readTree(ballot);
            assertThat(text.path("requests").size()).isEqualTo(4);
            for (var named : text.path("requests")) {
                assertThat(text.path("text").asString()).contains(named.asString());
            }
            var answer = web(officer).postJson("/desk/" + world.desk.id() + "/approvals", signed(officer, ballot));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            var issued = json.readTree(answer.body()).path("issued").asInt();
            assertThat(issued).isEqualTo(officer == world.chie ? 4 : 0);
            // The same proof again is no second approval.
            assertThat(web(officer)
                            .postJson("/desk/" + world.desk.id() + "/approvals", signed(officer, ballot))
                            .status())
                    .isIn(403, 422);
        }

        assertThat(web(world.anna).get(path + "/result.csv").body().lines().filter(line -> line.contains(",issued,")))
                .hasSize(4);
        assertThat(web(world.ben).get(path).body()).doesNotContain("data-approve", "??");
    }

    @Test
    void takesATableOnceAndRefusesWhatIsNone() {
        var world = new DeskWorld(fixture);
        var list = "/desk/" + world.desk.id() + "/bulk";
        var table = HEAD + row(world, "一郎", "one@" + world.domain, "employer-record");
        var path = taken(world, table, StandardCharsets.UTF_8);

        assertThat(upload(world.anna, list, table.getBytes(StandardCharsets.UTF_8))
                        .location())
                .isEqualTo(path + "?done=already-there");
        for (var bad : List.of(new byte[0], "a,b\r\n1,2\r\n".getBytes(StandardCharsets.UTF_8), new byte[100])) {
            var answer = upload(world.anna, list, bad);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("??", "Exception");
        }
        assertThat(Pattern.compile("href=\"" + list + "/[0-9a-f-]{36}")
                        .matcher(web(world.anna).get(list).body())
                        .results())
                .hasSize(1);
    }

    @Test
    void showsATableToNobodyButItsDesk() {
        var world = new DeskWorld(fixture);
        var other = new DeskWorld(fixture);
        var table = HEAD + row(world, "一郎", "one@" + world.domain, "employer-record");
        var path = taken(world, table, StandardCharsets.UTF_8);
        var elsewhere = path.replace(world.desk.id().toString(), other.desk.id().toString());

        for (var hidden : List.of(path, path + "/result.csv", elsewhere, elsewhere + "/result.csv")) {
            assertThat(web(other.anna).get(hidden).status()).as(hidden).isEqualTo(404);
        }
        assertThat(upload(other.anna, "/desk/" + world.desk.id() + "/bulk", table.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(404);
        var asked = "{\"bulk\":\"" + path.replaceFirst(".*/", "") + "\"}";
        assertThat(web(other.anna)
                        .postJson("/desk/" + world.desk.id() + "/ballot", asked)
                        .status())
                .isEqualTo(404);
        assertThat(web(other.anna)
                        .postJson("/desk/" + other.desk.id() + "/ballot", asked)
                        .status())
                .isEqualTo(422);
    }

    private static String taken(DeskWorld world, String table, Charset charset) {
        var answer = upload(world.anna, "/desk/" + world.desk.id() + "/bulk", table.getBytes(charset));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.location()).endsWith("?done=taken");
        return answer.location().replace("?done=taken", "");
    }

    private static Person.Answer upload(Somebody somebody, String path, byte[] table) {
        return web(somebody).upload(path, "file", "people.csv", table);
    }

    private String ballot(Somebody officer, DeskWorld world, String path) {
        var asked = "{\"bulk\":\"" + path.replaceFirst(".*/", "") + "\"}";
        var ballot = web(officer).postJson("/desk/" + world.desk.id() + "/ballot", asked);
        assertThat(ballot.status()).as(ballot.body()).isEqualTo(200);
        return ballot.body();
    }

    private String signed(Somebody officer, String ballot) {
        var asked = json.readTree(ballot);
        var assertion = officer.browser().sign(asked.path("passkey").toString());
        return "{\"sha256\":\"" + asked.path("sha256").asString() + "\",\"passkey\":" + assertion + "}";
    }

    private static Person web(Somebody somebody) {
        return somebody.browser().person();
    }

    private static String row(DeskWorld world, String given, String email, String evidence) {
        return "mail-sponsor/1,山田,%s,%s,%s,%s,%s,\r\n".formatted(given, world.number, world.name, email, evidence);
    }

    private static String request() {
        return Base64.getEncoder().encodeToString(DeskFixture.request());
    }
}
