package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestSubscribers;
import wariin.database.DatabaseTest;
import wariin.identity.PasskeyPerson;
import wariin.identity.Person;
import wariin.journal.Journal;
import wariin.notify.Outbox;
import wariin.x509.SerialNumber;

@DatabaseTest
class RevocationPagesTests {
    private static final String PAGE = "/operator/revocations";

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Journal journal;

    @Test
    void anOperatorWritesDownAReportAndRevokes() {
        var stranger = person(false).person();
        var anna = person(true);
        var ben = person(true);
        var operator = anna.person();
        var certificate = authority.issue(TestSubscribers.request());
        var serial = SerialNumber.of(certificate).toString();
        assertThat(stranger.get(PAGE).status()).isEqualTo(403);
        assertThat(operator.get("/operator").body()).contains(PAGE);

        var one = report(
                operator, serial.replaceAll("(..)", "$1:").toUpperCase(java.util.Locale.ROOT), "KEY_COMPROMISED");
        assertThat(operator.get(PAGE).body()).contains(serial, "The key is known to others", "23 h 59 min");
        assertThat(operator.get(PAGE + "?lang=ja").body()).contains(serial, "鍵が他人に知られた");
        assertThat(operator.get(one + "?lang=en").body()).contains("It lay on the street", "Decide by", "/revocation");
        assertThat(stranger.get(one).status()).isEqualTo(403);
        assertThat(stranger.post(one + "/revocation", "reason", "KEY_COMPROMISE")
                        .status())
                .isEqualTo(403);
        assertThat(authority.isRevoked(certificate)).isFalse();
        assertThat(operator.post(one + "/revocation", "reason", "CERTIFICATE_HOLD")
                        .status())
                .isEqualTo(404);
        assertThat(operator.post(one + "/revocation", "reason", "nonsense").status())
                .isEqualTo(400);

        var asked =
                operator.post(one + "/revocation", "reason", "KEY_COMPROMISE").location();
        assertThat(authority.isRevoked(certificate)).isFalse();
        assertThat(operator.get(asked + "?lang=en").body())
                .contains("serial: " + serial, "issuer: ", "reason: KEY_COMPROMISE", "invalidity date", "失効する");
        assertThat(operator.get(asked + "?lang=ja").body()).contains("パスキーで失効させる", serial);
        assertThat(operator.get(asked + "?lang=en").status()).isEqualTo(200);
        assertThat(confirm(ben, ben, asked)).isEqualTo("404");
        assertThat(confirm(anna, ben, asked)).contains("wrong-proof");
        assertThat(authority.isRevoked(certificate)).isFalse();
        assertThat(confirm(anna, anna, asked)).contains("done");
        assertThat(confirm(anna, anna, asked)).isEqualTo("404");
        assertThat(authority.isRevoked(certificate)).isTrue();
        assertThat(journal.about(serial).stream().map(entry -> entry.act().kind()))
                .contains("revocation-decision-signed", "revocation-problem-ended");
        assertThat(operator.get(one).body()).contains("revoked").doesNotContain("Decide by", "/refusal");
        assertThat(operator.post(one + "/revocation", "reason", "SUPERSEDED").body())
                .contains("decided already");
        assertThat(operator.get(PAGE).body()).contains("Decided", serial);
        assertThat(operator.get(one + "?lang=ja").status()).isEqualTo(200);
    }

    @Test
    void aWrongReportIsClosedWithGroundsAndAnExpiredCertificateCannotBeRevoked() {
        var anna = person(true);
        var operator = anna.person();
        var certificate = authority.issue(TestSubscribers.request());
        var serial = SerialNumber.of(certificate);
        var one = report(operator, serial.toString(), "FACTS_WRONG");
        assertThat(operator.get(one).body()).contains("value=\"PRIVILEGE_WITHDRAWN\" selected", "No longer entitled");

        var early = operator.post(one + "/revocation", "reason", "PRIVILEGE_WITHDRAWN")
                .location();
        transaction.executeWithoutResult(_ -> {
            sql.execute("set local session_replication_role = replica"); // certificates are never changed else
            sql.update(
                    "update ca_certificate set not_before = now() - interval '2 days',"
                            + " not_after = now() - interval '1 day' where serial = ?",
                    (Object) serial.bytes());
        });
        assertThat(confirm(anna, anna, early)).contains("expired");

        assertThat(operator.post(one + "/refusal", "grounds", " ").body()).contains("Please say why not");
        var asked = operator.post(one + "/refusal", "grounds", "It was right\nserial: 1")
                .location();
        assertThat(operator.get(asked).body()).contains("do not revoke", "grounds: It was right serial: 1");
        assertThat(operator.get(one).body()).contains("/refusal");
        var second = operator.post(one + "/refusal", "grounds", "Second").location();
        assertThat(confirm(anna, anna, asked)).contains("done");
        assertThat(confirm(anna, anna, second)).contains("decided");
        assertThat(operator.get(one).body()).contains("not revoked", "It was right");
        assertThat(operator.post(one + "/refusal", "grounds", "Again").status()).isEqualTo(422);
        assertThat(authority.isRevoked(certificate)).isFalse();
    }

    @Test
    void whatIsNoReportIsRefusedInOneSentence() {
        var operator = person(true).person();
        assertThat(refused(operator, "zz", "x")).contains("This is no serial number", "value=\"zz\"");
        assertThat(refused(operator, "0", "x")).contains("This is no serial number");
        assertThat(refused(operator, "4" + "0".repeat(39), "x")).contains("was issued here");
        assertThat(refused(operator, "4a", " ")).contains("Please write down what was reported");
        assertThat(operator.get(PAGE + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(operator.post(PAGE + "/" + UUID.randomUUID() + "/refusal", "grounds", "x")
                        .status())
                .isEqualTo(404);
    }

    private static String refused(Person operator, String serial, String report) {
        var answer = operator.post(PAGE, "serial", serial, "problem", "MISUSED", "report", report);
        assertThat(answer.status()).isEqualTo(422);
        return answer.body();
    }

    private static String report(Person operator, String serial, String problem) {
        var answer = operator.post(PAGE, "serial", serial, "problem", problem, "report", "It lay on the street");
        assertThat(answer.location()).startsWith(PAGE + "/");
        return answer.location();
    }

    /// The answer, or its status where there is nothing to sign.
    private static String confirm(PasskeyPerson who, PasskeyPerson passkeyOf, String asked) {
        var options = who.person().postJson(asked + "/challenge", "{}");
        if (options.status() != 200) return String.valueOf(options.status());
        var proof = "{\"passkey\":" + passkeyOf.sign(options.body()) + "}";
        return who.person().postJson(asked + "/confirmation", proof).body();
    }

    private PasskeyPerson person(boolean operator) {
        var email = UUID.randomUUID() + "@example.jp";
        var person = PasskeyPerson.signedUp(base, email, "Wariin", outbox);
        if (operator) sql.update("update identity_user set operator = true where email = ?", email);
        return person;
    }
}
