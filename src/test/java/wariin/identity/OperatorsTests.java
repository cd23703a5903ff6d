package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
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
    Operators operators;

    @Autowired
    Journal journal;

    @Autowired
    JdbcTemplate sql;

    @BeforeEach
    void beginsWithoutOperators() {
        sql.update("update identity_user set operator = false, operator_since = null");
    }

    @Test
    void theOnlyOperatorAppointsAnotherByPasskeyWhoRestsFirst() {
        var anna = operator();
        var ben = member();
        assertThat(anna.person().get("/operator").body()).contains(PAGE);
        assertThat(page(anna)).contains("There is only one operator", "for 24 hours", anna.person().email);
        assertThat(ben.person().get(PAGE).status()).isNotEqualTo(200);

        var asked = ask(anna, ben.person().email.toUpperCase(Locale.ROOT));
        var text = anna.person().get(asked).body();
        assertThat(text)
                .contains("Appointed: Name of " + ben.person().email, "Proposed by: Name of " + anna.person().email)
                .contains("任命される人: Name of " + ben.person().email)
                .contains("your passkey alone is enough", "for the first 24 hours");
        assertThat(anna.person().get(asked + "?lang=ja").status()).isEqualTo(200);
        assertThat(anna.person().get(asked + "?lang=en").status()).isEqualTo(200);
        assertThat(confirm(ben, anna, asked)).contains("wrong-proof");
        assertThat(accounts.operators()).isEqualTo(1);
        assertThat(confirm(anna, anna, asked)).contains("done");

        assertThat(page(ben)).contains(anna.person().email, ben.person().email, "You are a new operator");
        assertThat(page(anna)).contains("Takes part in decisions of two from");
        assertThat(ben.person().newestMail()).contains("you are an operator of this platform now", base + "/operator");
        assertThat(anna.person().newestMail()).contains(ben.person().email, "is an operator of this platform now");
        assertThat(kinds(ben)).contains("operator-appointed").doesNotContain("operator-appoint-proposed");
        assertThat(challenge(anna, asked)).isEqualTo(404);
        assertThat(operators.deciding()).isEqualTo(1);
        rest(ben);
        assertThat(operators.deciding()).isEqualTo(2);
    }

    @Test
    void aSecondOperatorSignsTheSameTextBeforeAnythingHappens() {
        var anna = operator();
        var ben = operator();
        var carl = member();

        var asked = ask(anna, carl.person().email);
        assertThat(anna.person().get(asked).body()).contains("when another operator has signed");
        assertThat(ben.person().get(asked).status()).isEqualTo(404);
        assertThat(challenge(ben, asked)).isEqualTo(404);
        assertThat(confirm(anna, anna, asked)).contains("proposed");
        assertThat(accounts.operators()).isEqualTo(2);
        assertThat(kinds(carl)).contains("operator-appoint-proposed").doesNotContain("operator-appointed");
        for (var one : List.of(anna, ben, carl)) {
            assertThat(one.person().newestMail()).contains("proposes that", carl.person().email);
        }

        assertThat(challenge(anna, asked)).isEqualTo(404);
        assertThat(carl.person().get(asked).status()).isEqualTo(403);
        assertThat(page(anna)).contains("has proposed it", "Read it");
        assertThat(page(ben)).contains("Read and decide");
        assertThat(ben.person().get(asked + "?lang=ja").body()).contains("パスキーで同意する");
        assertThat(ben.person().get(asked + "?lang=en").body()).contains("Agree with my passkey");
        assertThat(refusal(ben, "email", carl.person().email)).contains("waits already");
        assertThat(confirm(anna, ben, asked)).contains("wrong-proof");
        assertThat(confirm(ben, ben, asked)).contains("done");

        assertThat(page(carl)).contains("You are a new operator");
        assertThat(confirmed(ben, asked)).contains("not-now");
        assertThat(sql.queryForObject(
                        "select count(*) from identity_appointment a join identity_appointment_consent c"
                                + " on c.appointment = a.id where c.operator <> a.actor and a.person = ?",
                        Integer.class,
                        id(carl)))
                .isEqualTo(1);
        for (var one : List.of(anna, ben)) {
            assertThat(one.person().newestMail()).contains(carl.person().email, "is an operator of this platform now");
        }
    }

    @Test
    void aProposalCanBeTakenBackAndRunsOut() {
        var anna = operator();
        var ben = operator();
        var carl = member();

        var first = proposed(anna, carl.person().email);
        assertThat(ben.person().post(first + "/withdrawal").status()).isEqualTo(404);
        assertThat(anna.person().post(first + "/withdrawal").location()).isEqualTo(PAGE);
        assertThat(anna.person().post(first + "/withdrawal").status()).isEqualTo(404);
        assertThat(challenge(ben, first)).isEqualTo(404);
        assertThat(ben.person().newestMail()).contains("has withdrawn the proposal");
        assertThat(kinds(carl)).contains("operator-proposal-withdrawn");

        var second = proposed(anna, carl.person().email);
        sql.update("update identity_appointment set expires_at = now() where person = ?", id(carl));
        assertThat(challenge(ben, second)).isEqualTo(404);
        assertThat(confirmed(ben, second)).contains("not-now");
        assertThat(page(ben)).doesNotContain("Read and decide");
        assertThat(accounts.operators()).isEqualTo(2);
    }

    @Test
    void anOperatorWithASecondAccountDoesNotStandForTwo() {
        var anna = operator();
        var ben = operator();
        var twin = member();

        var asked = proposed(anna, twin.person().email);
        assertThat(confirmed(anna, asked)).contains("own-proposal");
        assertThat(confirmed(twin, asked)).doesNotContain("done");
        assertThat(confirm(ben, ben, asked)).contains("done");
        var other = proposed(anna, member().person().email);
        assertThat(challenge(twin, other)).isEqualTo(200);
        assertThat(confirm(twin, twin, other)).contains("resting");
        assertThat(refusal(twin, "email", member().person().email)).contains("You are a new operator");
        assertThat(post(twin, dismissal(anna))).contains("You are a new operator");
        assertThat(accounts.operators()).isEqualTo(3);
    }

    @Test
    void whomTheOnlyRestedOperatorAppointedIsSentAwayAtOnceButNobodyElseComes() {
        var anna = operator();
        var ben = member();
        confirm(anna, anna, ask(anna, ben.person().email));

        assertThat(confirm(anna, anna, ask(anna, member().person().email))).contains("proposed");
        assertThat(post(anna, dismissal(anna))).contains("Everybody else is a new operator");
        assertThat(confirm(anna, anna, anna.person().post(dismissal(ben)).location()))
                .contains("done");
        assertThat(accounts.operators()).isEqualTo(1);
    }

    @Test
    void whatADismissedOperatorProposedCountsNoLongerEvenIfTheyComeBack() {
        var anna = operator();
        var ben = operator();
        var carl = operator();
        var dora = member();

        var ofCarl = proposed(carl, dora.person().email);
        assertThat(confirm(anna, anna, anna.person().post(dismissal(carl)).location()))
                .contains("proposed");
        assertThat(carl.person().newestMail()).contains("proposes that", carl.person().email);
        var id = sql.queryForObject(
                "select id from identity_appointment where person = ? and proposed_at is not null",
                UUID.class,
                id(carl));
        var before = operators.counts(new UserId(id(carl)), java.time.Instant.now());
        assertThat(confirm(ben, ben, PAGE + "/appointments/" + id)).contains("done");
        assertThat(before).isTrue();
        assertThat(operators.counts(new UserId(id(carl)), java.time.Instant.now()))
                .isFalse();

        assertThat(carl.person().get("/operator").status()).isEqualTo(403);
        assertThat(carl.person().get("/contracts").status()).isEqualTo(200);
        assertThat(carl.person().newestMail()).contains("you are no longer an operator");
        assertThat(kinds(carl)).contains("operator-dismissed", "operator-proposal-void");
        assertThat(challenge(anna, ofCarl)).isEqualTo(404);
        sql.update(
                "update identity_user set operator = true, operator_since = now() - interval '30 hours' where id = ?",
                id(carl));
        assertThat(challenge(anna, ofCarl)).isEqualTo(404);
        assertThat(confirmed(anna, ofCarl)).contains("not-now");
    }

    @Test
    void nobodyElseIsAppointedThanAMemberWithAPasskey() {
        var anna = operator();
        var bare = member();
        var nobody = UUID.randomUUID() + "@example.jp";

        assertThat(refusal(anna, "email", nobody)).contains("No member has this address", nobody);
        assertThat(refusal(anna, "email", "<script>"))
                .contains("No member has this address")
                .doesNotContain("<script>\"");
        assertThat(refusal(anna, "email", anna.person().email)).contains("is an operator already");

        var asked = ask(anna, bare.person().email);
        sql.update("delete from identity_passkey where user_id = ?", id(bare));
        assertThat(confirm(anna, anna, asked)).contains("refused", "no-passkey");
        assertThat(refusal(anna, "email", bare.person().email)).contains("no passkey yet");
        sql.update("update identity_user set guest = true where id = ?", id(bare));
        assertThat(refusal(anna, "email", bare.person().email)).contains("No member has this address");
        assertThat(accounts.operators()).isEqualTo(1);
    }

    @Test
    void thereIsAlwaysAnOperator() {
        var anna = operator();
        assertThat(page(anna)).doesNotContain("/dismissal\"");
        assertThat(post(anna, dismissal(anna))).contains("There must always be one operator");

        var ben = operator();
        var ofBen = anna.person().post(dismissal(ben)).location();
        var ofAnna = ben.person().post(dismissal(anna)).location();
        assertThat(confirm(anna, anna, ofBen)).contains("proposed");
        assertThat(confirm(ben, ben, ofAnna)).contains("proposed");
        assertThat(accounts.operators()).isEqualTo(2);
        // Who is to go may be the second one: it is theirs to agree.
        assertThat(confirm(ben, ben, ofBen)).contains("done");
        assertThat(challenge(anna, ofAnna)).isEqualTo(404);
        assertThat(confirmed(anna, ofAnna)).contains("not-now");
        assertThat(accounts.operators()).isEqualTo(1);
        assertThat(kinds(anna)).doesNotContain("operator-dismissed");
    }

    private PasskeyPerson member() {
        return PasskeyPerson.signedUp(base, UUID.randomUUID() + "@example.jp", "Wariin", outbox);
    }

    /// As the first one, whom nobody appointed.
    private PasskeyPerson operator() {
        var person = member();
        sql.update("update identity_user set operator = true where email = ?", person.person().email);
        return person;
    }

    private void rest(PasskeyPerson who) {
        sql.update("update identity_user set operator_since = now() - interval '25 hours' where id = ?", id(who));
    }

    private UUID id(PasskeyPerson who) {
        return accounts.findUser(who.person().email).orElseThrow().id().value();
    }

    private static String page(PasskeyPerson who) {
        return who.person().get(PAGE).body();
    }

    private static String ask(PasskeyPerson who, String email) {
        return who.person().post(PAGE, "email", email).location();
    }

    private static String proposed(PasskeyPerson who, String email) {
        var asked = ask(who, email);
        assertThat(confirm(who, who, asked)).contains("proposed");
        return asked;
    }

    private String dismissal(PasskeyPerson whom) {
        return PAGE + "/" + id(whom) + "/dismissal";
    }

    private static String post(PasskeyPerson who, String url) {
        assertThat(who.person().post(url).location()).isEqualTo(PAGE);
        return page(who);
    }

    private static String refusal(PasskeyPerson who, String... form) {
        assertThat(who.person().post(PAGE, form).location()).isEqualTo(PAGE);
        return page(who);
    }

    private static String confirm(PasskeyPerson passkeyOf, PasskeyPerson who, String asked) {
        var options = who.person().postJson(asked + "/challenge", "{}");
        assertThat(options.status()).isEqualTo(200);
        return who.person()
                .postJson(asked + "/confirmation", "{\"passkey\":" + passkeyOf.sign(options.body()) + "}")
                .body();
    }

    /// Without asking for a challenge first.
    private static String confirmed(PasskeyPerson who, String asked) {
        return who.person()
                .postJson(asked + "/confirmation", "{\"passkey\":{}}")
                .body();
    }

    private static int challenge(PasskeyPerson who, String asked) {
        return who.person().postJson(asked + "/challenge", "{}").status();
    }

    private List<String> kinds(PasskeyPerson whom) {
        return journal.about(id(whom).toString()).stream()
                .map(entry -> entry.act().kind())
                .toList();
    }
}
