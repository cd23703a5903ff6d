package wariin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.database.DatabaseTest;
import wariin.identity.PasskeyPerson;
import wariin.notify.Outbox;

@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=generations")
class AuthorityPagesTests {
    private static final Pattern DECISION = Pattern.compile("data-confirm=\"[^\"]*/([0-9a-f-]+)\"");
    private static final String PAGE = "/operator/authorities";

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    CertificationAuthority authority;

    @Test
    void beginsAGenerationWhenTwoOperatorsHaveAgreedWithTheirPasskeys() {
        var stranger = PasskeyPerson.signedUp(base, address(), "Elsewhere", outbox);
        var anna = operator();

        assertThat(stranger.person().get(PAGE).status()).isNotEqualTo(200);
        assertThat(anna.person().get(PAGE).body()).contains("Two operators must agree", "Wariin Root Authority Q");
        anna.person().post(PAGE + "/device/generations");
        assertThat(anna.person().get(PAGE).body()).doesNotContain("data-confirm");

        var ben = operator();
        anna.person().post(PAGE + "/device/generations");
        var id = decision(anna);
        assertThat(agree(anna, anna, id)).contains("waiting");
        assertThat(agree(anna, anna, id)).contains("waiting");
        assertThat(agree(ben, anna, id)).contains("refused");
        assertThat(authority.authorities()).doesNotContainKey("device-2");
        assertThat(agree(ben, ben, id)).contains("done");

        assertThat(authority.authorities()).containsKey("device-2");
        assertThat(ben.person().get(PAGE).body())
                .contains("device-2", "status only")
                .doesNotContain("data-confirm=");
        assertThat(ben.person().get("/pki").body()).contains("Device Authority 2", "status only");
        assertThat(ben.person().get("/pki?lang=ja").status()).isEqualTo(200);
        assertThat(stranger.person().get("/pki").status()).isEqualTo(200);
    }

    @Test
    void countsOnlyTheConsentsOfThoseWhoAreOperatorsNowAndNotNew() {
        sql.update("update identity_user set operator = false");
        var anna = operator();
        var ben = operator();
        var carl = operator();
        carl.person().post(PAGE + "/mail/generations");
        var id = decision(carl);
        assertThat(agree(anna, anna, id)).contains("waiting");
        assertThat(ben.person().get(PAGE).body()).contains("1 of 2 operators");

        sql.update(
                "update identity_user set operator = false where email = ?",
                anna.person().email());
        assertThat(ben.person().get(PAGE).body()).contains("0 of 2 operators");
        assertThat(agree(carl, carl, id)).contains("waiting");
        assertThat(authority.authorities()).doesNotContainKey("mail-2");

        // Back again, but new: what she agreed to before does not count, and for a while neither does what she says.
        sql.update(
                "update identity_user set operator = true, operator_since = now() where email = ?",
                anna.person().email());
        assertThat(anna.person().get(PAGE).body())
                .contains("You are a new operator")
                .doesNotContain("data-confirm=");
        assertThat(agree(anna, anna, id)).contains("refused", "resting");
        sql.update(
                "update identity_user set operator_since = now() - interval '25 hours' where email = ?",
                anna.person().email());
        sql.update(
                "update ceremony_consent set given_at = now() - interval '26 hours' where operator ="
                        + " (select id from identity_user where email = ?)",
                anna.person().email());
        assertThat(ben.person().get(PAGE).body()).contains("1 of 2 operators");

        sql.update(
                "update identity_user set operator = false where email = ?",
                carl.person().email());
        assertThat(ben.person().get(PAGE).body()).doesNotContain("data-confirm=");
        assertThat(ben.person()
                        .postJson(PAGE + "/decisions/" + id + "/challenge", "{}")
                        .status())
                .isEqualTo(404);
        ben.person().post(PAGE + "/mail/generations");
        var next = decision(ben);
        assertThat(next).isNotEqualTo(id);
        assertThat(agree(ben, ben, next)).contains("waiting");
        assertThat(agree(anna, anna, next)).contains("done");
        assertThat(authority.authorities()).containsKey("mail-2");
    }

    @Test
    void rollsARootAndAUnitOverWhenTwoOperatorsHaveAgreed() {
        var anna = operator();
        var ben = operator();
        assertThat(anna.person().get(PAGE + "?lang=en").body())
                .contains("Time-stamping units", "tsu-rsa-1", "Begin a new generation of Wariin Root Authority Q");

        anna.person().post(PAGE + "/root-q/generations");
        var root = decision(anna);
        assertThat(anna.person().get(PAGE).body()).contains("cross certificate", "new trust anchor");
        agree(anna, anna, root);
        assertThat(agree(ben, ben, root)).contains("done");
        assertThat(authority.crossCertificates()).containsKey("root-q-2-cross");
        anna.person().post(PAGE + "/root-q/generations");
        var third = decision(anna);
        agree(anna, anna, third);
        assertThat(agree(ben, ben, third)).contains("done");
        assertThat(authority.authorities()).containsKey("root-q-3");

        anna.person().post(PAGE + "/units/tsu-q-1/generations", "from", "2020-01-01T00:00");
        assertThat(anna.person().get(PAGE + "?lang=en").body()).contains("This moment is not possible");
        anna.person().post(PAGE + "/units/tsu-q-1/generations", "from", "soon");
        anna.person().post(PAGE + "/units/tsu-q-1/generations", "from", "2099-01-01T00:00");
        anna.person().post(PAGE + "/units/nothing/generations");
        assertThat(anna.person().get(PAGE).body()).doesNotContain("data-confirm");
        anna.person().post(PAGE + "/units/tsu-q-1/generations", "from", "2028-01-01T09:00");
        var unit = decision(anna);
        assertThat(anna.person().get(PAGE).body()).contains("signs from: 2028-01-01T00:00:00Z");
        agree(anna, anna, unit);
        assertThat(agree(ben, ben, unit)).contains("done");
        assertThat(authority.allTimeStampingUnits())
                .extracting(one -> one.name())
                .contains("tsu-q-1-2");
        assertThat(authority.timeStampingUnits()).extracting(one -> one.name()).contains("tsu-q-1");
        assertThat(anna.person().get(PAGE + "?lang=ja").body()).contains("これから署名", "tsu-q-1-2");
        assertThat(anna.person().get("/pki?lang=ja").body()).contains("root-q-2-cross.cer", "Unit Q 1-2");
    }

    private PasskeyPerson operator() {
        var email = address();
        var person = PasskeyPerson.signedUp(base, email, "Wariin", outbox);
        sql.update("update identity_user set operator = true where email = ?", email);
        return person;
    }

    private static String address() {
        return UUID.randomUUID() + "@example.jp";
    }

    private static String decision(PasskeyPerson operator) {
        var found = DECISION.matcher(operator.person().get(PAGE).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String agree(PasskeyPerson who, PasskeyPerson passkeyOf, String id) {
        var url = PAGE + "/decisions/" + id;
        var options = who.person().postJson(url + "/challenge", "{}");
        assertThat(options.status()).isEqualTo(200);
        return who.person()
                .postJson(url + "/confirmation", "{\"passkey\":" + passkeyOf.sign(options.body()) + "}")
                .body();
    }
}
