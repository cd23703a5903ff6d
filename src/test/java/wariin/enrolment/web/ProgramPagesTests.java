package wariin.enrolment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;

/// The page of a desk's programs.
@ProgramsTest
class ProgramPagesTests {

    private static final Pattern KEY = Pattern.compile("--eab-kid ([a-z2-7]{16})");

    @Autowired
    ProgramDesk desks;

    @Value("${wariin.base-url}")
    String baseUrl;

    @Test
    void makesAKeyShowsItOnceAndRevokesIt() {
        var desk = desks.open("device/1", "page.example.jp");
        var officer = desk.browser().person();
        var path = "/desk/" + desk.id() + "/programs";
        assertThat(officer.get(path).status()).isEqualTo(200);

        var rule = desk.rule().id().toString();
        var made = officer.post(path, "name", "Printers", "rule", rule, "protocol", "ACME", "days", "30");
        assertThat(made.status()).describedAs(made.body()).isEqualTo(200);
        assertThat(made.body()).contains("--eab-hmac-key", "device.page.example.jp", "Printers");
        var key = KEY.matcher(made.body());
        assertThat(key.find()).isTrue();

        var page = officer.get(path);
        assertThat(page.body()).contains(key.group(1), "Printers").doesNotContain("--eab-hmac-key");
        assertThat(officer.post(path + "/" + key.group(1) + "/revocation").location())
                .isEqualTo(path);
        assertThat(officer.get(path).body()).contains("revoked");
        assertThat(officer.get(path + "?lang=ja").body()).contains("失効");
    }

    @Test
    void showsCommandsForEachProtocol() {
        var desk = desks.open("device/1", "every.example.jp");
        var officer = desk.browser().person();
        var path = "/desk/" + desk.id() + "/programs";
        for (var protocol : new String[] {"EST", "CMP", "REST"}) {
            var rule = desk.rule().id().toString();
            var made = officer.post(path, "name", "P", "rule", rule, "protocol", protocol, "days", "30");
            assertThat(made.status()).describedAs(made.body()).isEqualTo(200);
            assertThat(made.body()).contains("openssl");
        }
    }

    @Test
    void refusesWhatCannotBe() {
        var desk = desks.open("device/1", "wrong.example.jp");
        var officer = desk.browser().person();
        var path = "/desk/" + desk.id() + "/programs";
        var rule = desk.rule().id().toString();

        assertThat(officer.post(path, "name", " ", "rule", rule, "protocol", "ACME", "days", "30")
                        .status())
                .isEqualTo(422);
        assertThat(officer.post(path, "name", "A", "rule", rule, "protocol", "ACME", "days", "9000")
                        .status())
                .isEqualTo(422);
        assertThat(officer.post(path, "name", "A", "rule", "x", "protocol", "ACME", "days", "30")
                        .status())
                .isEqualTo(422);
        assertThat(officer.get(path).body()).doesNotContain("<td>A</td>");
    }

    @Test
    void isForTheDesksOfficersOnly() {
        var desk = desks.open("device/1", "closed.example.jp");
        var stranger = desks.person(false).browser().person();
        var path = "/desk/" + desk.id() + "/programs";

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.post(
                                path, "name", "A", "rule", desk.rule().id().toString(), "protocol", "ACME", "days", "3")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post(path + "/aaaaaaaaaaaaaaaa/revocation").status())
                .isEqualTo(404);
    }
}
