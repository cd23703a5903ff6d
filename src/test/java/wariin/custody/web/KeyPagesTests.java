package wariin.custody.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.custody.Custody;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.identity.Person;
import wariin.keys.CryptographicModule;
import wariin.notify.Outbox;

/// The operator rotates on a page, and the platform does the rest by itself.
@DatabaseTest
@TestPropertySource(
        properties = {"wariin.test.platform=rotation-page", "wariin.custody.interval=PT0.2S", "wariin.custody.rest=PT0S"
        })
class KeyPagesTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    Custody custody;

    @Autowired
    CryptographicModule module;

    @Test
    void rotatesWhileThePlatformRuns() {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var before = module.currentKey();
        var quiet = operator.get("/operator/keys");
        assertThat(quiet.statusCode()).isEqualTo(200);
        assertThat(quiet.body())
                .contains("all of them under the newest key", "The key file of the data folder", before)
                .contains("has not been rotated yet", "Signing keys of authorities")
                .doesNotContain("??");
        assertThat(operator.get("/operator/keys?lang=ja").body()).doesNotContain("??");

        assertThat(operator.post("/operator/keys/rotations").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/operator/keys"));
        await().atMost(Duration.ofSeconds(60)).until(() -> custody.open().isEmpty());

        assertThat(module.holds(before)).isFalse();
        assertThat(custody.newest(2)).hasSize(1).allMatch(one -> one.moved() > 0);
        assertThat(operator.get("/operator/keys").body())
                .contains("all of them under the newest key", module.currentKey())
                .doesNotContain(before);
        assertThat(sql.queryForObject(
                        "select actor from journal_entry where kind = 'key-rotation-begun'", String.class))
                .isNotEqualTo("system");
    }

    @Test
    void isThereForOperatorsOnly() {
        var member = Person.signedUp(baseUrl, java.util.UUID.randomUUID() + "@example.jp", "Wariin", outbox);

        assertThat(member.get("/operator/keys").status()).isEqualTo(403);
        assertThat(member.post("/operator/keys/rotations").status()).isEqualTo(403);
        assertThat(custody.newest(5)).allMatch(one -> !one.begunBy().isEmpty());
    }
}
