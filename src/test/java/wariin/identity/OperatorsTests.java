package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;
import wariin.notify.Outbox;

@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=operators")
class OperatorsTests {
    private static final String PAGE = "/operator/people";

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    Outbox outbox;

    @Autowired
    Accounts accounts;

    @Autowired
    Journal journal;

    @Autowired
    JdbcTemplate sql;

    @BeforeEach
    void beginsWithoutOperators() {
        sql.update("update identity_user set operator = false");
    }

    @Test
    void anOperatorAppointsAnotherByPasskeyWhoMayThenDoTheSame() {
        var anna = operator();
        var ben = PasskeyPerson.signedUp(base, address(), "Ben K.K.", outbox);
        assertThat(anna.person().get("/operator").body()).contains(PAGE);
        assertThat(anna.person().get(PAGE).body()).contains("There is only one operator", anna.person().email);
        assertThat(ben.person().get(PAGE).status()).isNotEqualTo(200);

        var asked = anna.person()
                .post(PAGE, "email", ben.person().email.toUpperCase(java.util.Locale.ROOT))
                .location();
        var text = anna.person().get(asked).body();
        assertThat(text).contains("Appointed: Name of " + ben.person().email, "By: Name of " + anna.person().email);
        assertThat(anna.person().get(asked + "?lang=ja").status()).isEqualTo(200);
        assertThat(confirm(ben, anna, asked)).contains("refused");
        assertThat(accounts.operators()).isEqualTo(1);
        assertThat(confirm(anna, anna, asked)).contains("done");

        assertThat(ben.person().get(PAGE).body()).contains(anna.person().email, ben.person().email);
        assertThat(ben.person().newestMail()).contains("appointed you an operator", base + "/operator");
        assertThat(kinds(ben)).contains("operator-appointed").doesNotContain("operator-dismissed");
        assertThat(confirmationStatus(anna, asked)).isEqualTo(404);

        var dismissed = ben.person().post(dismissal(anna)).location();
        assertThat(anna.person().get(dismissed).status()).isEqualTo(404);
        assertThat(confirm(ben, ben, dismissed)).contains("done");
        assertThat(anna.person().get("/operator").status()).isEqualTo(403);
        assertThat(anna.person().get("/contracts").status()).isEqualTo(200);
        assertThat(anna.person().newestMail()).contains("dismissed you");
        assertThat(kinds(anna)).contains("operator-dismissed");
    }

    @Test
    void nobodyElseIsAppointedThanAMemberWithAPasskey() {
        var anna = operator();
        var bare = PasskeyPerson.signedUp(base, address(), "Elsewhere", outbox);
        var user = accounts.findUser(bare.person().email).orElseThrow();
        var nobody = UUID.randomUUID() + "@example.jp";

        assertThat(refusal(anna, "email", nobody)).contains("No member has this address", nobody);
        assertThat(refusal(anna, "email", "<script>"))
                .contains("No member has this address")
                .doesNotContain("<script>\"");
        assertThat(refusal(anna, "email", anna.person().email)).contains("is an operator already");

        var asked = anna.person().post(PAGE, "email", bare.person().email).location();
        sql.update("delete from identity_passkey where user_id = ?", user.id().value());
        assertThat(confirm(anna, anna, asked)).contains("refused", "no-passkey");
        assertThat(refusal(anna, "email", bare.person().email)).contains("no passkey yet");
        sql.update(
                "update identity_user set guest = true where id = ?", user.id().value());
        assertThat(refusal(anna, "email", bare.person().email)).contains("No member has this address");
        assertThat(accounts.operators()).isEqualTo(1);
    }

    @Test
    void thereIsAlwaysAnOperator() {
        var anna = operator();
        assertThat(anna.person().get(PAGE).body()).doesNotContain("dismissal");
        anna.person().post(dismissal(anna));
        assertThat(anna.person().get(PAGE).body()).contains("There must always be one operator");

        var ben = operator();
        var first = anna.person().post(dismissal(ben)).location();
        var second = ben.person().post(dismissal(anna)).location();
        var itself = anna.person().post(dismissal(anna)).location();
        assertThat(confirm(anna, anna, first)).contains("done");
        assertThat(ben.person().postJson(second + "/challenge", "{}").status()).isEqualTo(403);
        assertThat(confirm(anna, anna, itself)).contains("last-operator");
        assertThat(accounts.operators()).isEqualTo(1);
        assertThat(kinds(anna)).doesNotContain("operator-dismissed");
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

    private String dismissal(PasskeyPerson whom) {
        return PAGE + "/" + accounts.findUser(whom.person().email).orElseThrow().id() + "/dismissal";
    }

    private String refusal(PasskeyPerson who, String... form) {
        var answer = who.person().post(PAGE, form);
        assertThat(answer.location()).isEqualTo(PAGE);
        return who.person().get(PAGE).body();
    }

    private String confirm(PasskeyPerson passkeyOf, PasskeyPerson who, String asked) {
        var options = who.person().postJson(asked + "/challenge", "{}");
        assertThat(options.status()).isEqualTo(200);
        return who.person()
                .postJson(asked + "/confirmation", "{\"passkey\":" + passkeyOf.sign(options.body()) + "}")
                .body();
    }

    private static int confirmationStatus(PasskeyPerson who, String asked) {
        return who.person().postJson(asked + "/challenge", "{}").status();
    }

    private java.util.List<String> kinds(PasskeyPerson whom) {
        var id = accounts.findUser(whom.person().email).orElseThrow().id().toString();
        return journal.about(id).stream().map(entry -> entry.act().kind()).toList();
    }
}
