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
    private static final Pattern DECISION = Pattern.compile("data-decision=\"([0-9a-f-]+)\"");
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
        assertThat(anna.person().get(PAGE).body()).doesNotContain("data-decision");

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
                .doesNotContain("data-decision=");
        assertThat(ben.person().get("/pki").body()).contains("Device Authority 2", "status only");
        assertThat(ben.person().get("/pki?lang=ja").status()).isEqualTo(200);
        assertThat(stranger.person().get("/pki").status()).isEqualTo(200);
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
                .postJson(url + "/consents", "{\"passkey\":" + passkeyOf.sign(options.body()) + "}")
                .body();
    }
}
