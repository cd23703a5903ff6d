package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.identity.RecoveryOutcome.Confirmed;
import wariin.identity.RecoveryOutcome.Refusal;
import wariin.identity.RecoveryOutcome.Refused;
import wariin.journal.Journal;
import wariin.notify.Outbox;
import wariin.notify.OutboxMessage;

/// Of two operators one is lost: the other proposes, the holder of the machine confirms, and either can stop it.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=operators")
class RecoveryTests {
    private static final String PAGE = "/operator/people";
    private static final String RECOVERIES = PAGE + "/recoveries";

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    Outbox outbox;

    @Autowired
    Accounts accounts;

    @Autowired
    HostConsent host;

    @Autowired
    RecoveryEnd end;

    @Autowired
    Journal journal;

    @Autowired
    JdbcTemplate sql;

    @BeforeEach
    void beginsWithoutOperators() {
        sql.update("update identity_user set operator = false, operator_since = null");
        sql.update("update identity_recovery set state = 'VOID', ended_at = now()"
                + " where state in ('PROPOSED', 'CONFIRMED')");
    }

    @Test
    void replacesALostOperatorAfterTheHolderOfTheMachineConfirmedAndItRested() {
        var anna = operator();
        var ben = operator();
        var carl = member();
        assertThat(page(anna)).contains("The other operator cannot sign any more", ben.person().email);

        var asked = ask(anna, "true", carl.person().email);
        assertThat(anna.person().get(asked).body())
                .contains("Dismissed: Name of " + ben.person().email, "Appointed: Name of " + carl.person().email)
                .contains("解任される人: Name of " + ben.person().email, "Propose with my passkey", "72 hours");
        assertThat(ben.person().get(asked).status()).isEqualTo(404);
        assertThat(host.waiting()).isEmpty();
        assertThat(host.confirm(id(asked))).isEqualTo(new Refused(Refusal.NOT_NOW));
        assertThat(sign(ben, anna, asked + "/proposal")).contains("wrong-proof");
        assertThat(sign(anna, anna, asked + "/proposal")).contains("proposed");

        assertThat(anna.person().get(asked).body()).contains("./wariin operators recover " + id(asked));
        assertThat(ben.person().get(asked + "?lang=ja").body()).contains("パスキーで中止する");
        assertThat(ben.person().get(asked + "?lang=en").body()).contains("Stop it with my passkey");
        for (var one : List.of(anna, ben)) {
            assertThat(one.person().newestMail()).contains("cannot sign any more", carl.person().email, base + asked);
        }
        assertThat(carl.person().newestMail()).contains("cannot sign any more", base + "/account");
        assertThat(carl.person().get(asked).status()).isEqualTo(403);

        var waiting = host.waiting().getFirst();
        assertThat(waiting.actor().email()).isEqualTo(anna.person().email);
        assertThat(waiting.recovery().passkey()).matches("[0-9a-f]{64}");
        var confirmed = (Confirmed) host.confirm(id(asked));
        assertThat(confirmed.before()).isFalse();
        assertThat(confirmed.effect()).isAfter(Instant.now().plus(Duration.ofHours(71)));
        assertThat(ben.person().newestMail())
                .contains("has confirmed the recovery", "takes effect after")
                .doesNotContain("Nothing happens without you");
        assertThat(host.confirm(id(asked)))
                .isInstanceOfSatisfying(
                        Confirmed.class, again -> assertThat(again.before()).isTrue());
        assertThat(page(ben)).contains("It takes effect after");

        end.carryOut();
        assertThat(accounts.operators()).isEqualTo(2);
        assertThat(isOperator(carl)).isFalse();
        rest();
        end.carryOut();
        end.carryOut();

        assertThat(isOperator(anna)).isTrue();
        assertThat(isOperator(ben)).isFalse();
        assertThat(isOperator(carl)).isTrue();
        assertThat(page(carl)).contains("You are a new operator");
        assertThat(ben.person().get(PAGE).status()).isEqualTo(403);
        for (var one : List.of(anna, ben, carl)) {
            assertThat(one.person().newestMail()).contains("has taken effect", ben.person().email);
        }
        assertThat(kinds(id(asked).toString()))
                .containsExactly("operator-recovery-proposed", "operator-recovery-confirmed", "operator-recovery-done");
        assertThat(kinds(user(ben).toString())).containsOnlyOnce("operator-dismissed");
        assertThat(kinds(user(carl).toString())).containsOnlyOnce("operator-appointed");
    }

    @Test
    void isStoppedByTheLostOneWithOnePasskeyUntilItIsCarriedOut() {
        var anna = operator();
        var ben = operator();
        var asked = proposed(anna, "true", "");
        host.confirm(id(asked));
        rest(); // a platform that was down then has not carried it out yet

        assertThat(refused(anna, "true", "")).contains("Another recovery waits already");
        assertThat(sign(anna, ben, asked + "/stop")).contains("wrong-proof");
        assertThat(sign(ben, ben, asked + "/stop")).contains("done");

        assertThat(sign(ben, asked + "/stop")).contains("not-now");
        assertThat(host.confirm(id(asked))).isEqualTo(new Refused(Refusal.NOT_NOW));
        end.carryOut();
        assertThat(accounts.operators()).isEqualTo(2);
        assertThat(anna.person().get(asked).status()).isEqualTo(404);
        assertThat(anna.person().newestMail()).contains("has stopped the recovery", ben.person().email);
        assertThat(kinds(id(asked).toString())).endsWith("operator-recovery-stopped");
        assertThat(sql.queryForObject(
                        "select text from identity_recovery_stop where recovery = ?", String.class, id(asked)))
                .contains("Stopped by: Name of " + ben.person().email, "中止する人");
    }

    @Test
    void isTakenBackByWhoeverProposedItAndRunsOutWithoutTheHolderOfTheMachine() {
        var anna = operator();
        operator();
        var first = proposed(anna, "true", "");
        assertThat(sign(anna, anna, first + "/stop")).contains("done");

        var second = proposed(anna, "true", "");
        rest();
        assertThat(host.confirm(id(second))).isEqualTo(new Refused(Refusal.NOT_NOW));
        assertThat(page(anna)).contains("The other operator cannot sign any more");
    }

    @Test
    void isOnlyForTwoOperatorsOfWhomTheOneWhoAsksIsRested() {
        var anna = operator();
        assertThat(page(anna)).doesNotContain("cannot sign any more");
        assertThat(refused(anna, "true", "")).contains("This is only for two operators");
        assertThat(refused(anna, "false", member().person().email)).contains("This is only for two operators");
        var ben = operator();
        sql.update("update identity_user set operator_since = now() where id = ?", user(ben));
        assertThat(page(ben)).doesNotContain("cannot sign any more");
        assertThat(refused(ben, "true", "")).contains("You are a new operator");
        sql.update("update identity_user set operator_since = null where id = ?", user(ben));

        var asked = ask(anna, "true", "");
        var proposed = proposed(ben, "true", "");
        var dora = operator();
        assertThat(page(anna)).doesNotContain("cannot sign any more");
        assertThat(refused(anna, "true", "")).contains("This is only for two operators");
        assertThat(sign(anna, anna, asked + "/proposal")).contains("ordinary-way");
        assertThat(host.confirm(id(proposed))).isEqualTo(new Refused(Refusal.ORDINARY_WAY));
        assertThat(refused(dora, "true", "")).contains("This is only for two operators");
    }

    @Test
    void namesSomebodyWhoCanBecomeAnOperator() {
        var anna = operator();
        var ben = operator();
        assertThat(refused(anna, "false", "")).contains("Please choose who goes, who comes, or both");
        assertThat(refused(anna, "true", UUID.randomUUID() + "@example.jp")).contains("No member has this address");
        assertThat(refused(anna, "true", "<script>")).contains("No member has this address");
        assertThat(refused(anna, "true", anna.person().email)).contains("is an operator already");
        assertThat(refused(anna, "false", ben.person().email)).contains("is an operator already");
        var bare = member();
        sql.update("delete from identity_passkey where user_id = ?", user(bare));
        assertThat(refused(anna, "true", bare.person().email)).contains("no passkey yet");
        assertThat(member().person().post(RECOVERIES, "dismiss", "true").status())
                .isEqualTo(403);
    }

    @Test
    void isVoidWhenTheOperatorsChangeMeanwhile() {
        var anna = operator();
        var ben = operator();
        var carl = member();
        var asked = proposed(anna, "true", "");
        host.confirm(id(asked));

        var appointment = ben.person().post(PAGE, "email", carl.person().email).location();
        assertThat(sign(ben, ben, appointment)).contains("proposed");
        assertThat(sign(anna, anna, appointment)).contains("done");
        assertThat(kinds(id(asked).toString())).endsWith("operator-recovery-void");
        assertThat(outbox.newest(Instant.parse("2999-01-01T00:00:00Z"), 20).stream()
                        .filter(mail -> mail.body().contains(id(asked).toString())
                                && mail.body().contains("without effect"))
                        .map(OutboxMessage::recipient))
                .containsExactlyInAnyOrder(anna.person().email, ben.person().email, carl.person().email);
        rest();
        end.carryOut();
        assertThat(isOperator(ben)).isTrue();
    }

    @Test
    void isVoidWhenWhoShallComeCannotAnyMore() {
        var anna = operator();
        var ben = operator();
        var carl = member();
        var asked = proposed(anna, "true", carl.person().email);
        host.confirm(id(asked));
        sql.update("delete from identity_passkey where user_id = ?", user(carl));
        rest();
        end.carryOut();

        assertThat(kinds(id(asked).toString())).endsWith("operator-recovery-void");
        assertThat(isOperator(ben)).isTrue();
        assertThat(isOperator(carl)).isFalse();
    }

    @Test
    void restsThreeDaysAtLeast() {
        var day = Duration.ofDays(1);
        assertThatThrownBy(() -> new OperatorSettings(day, day, Duration.ofHours(71)))
                .hasMessageContaining("72h or longer");
    }

    private PasskeyPerson member() {
        return PasskeyPerson.signedUp(base, UUID.randomUUID() + "@example.jp", "Wariin", outbox);
    }

    private PasskeyPerson operator() {
        var person = member();
        sql.update("update identity_user set operator = true where email = ?", person.person().email);
        return person;
    }

    private UUID user(PasskeyPerson who) {
        return accounts.findUser(who.person().email).orElseThrow().id().value();
    }

    private boolean isOperator(PasskeyPerson who) {
        return Boolean.TRUE.equals(
                sql.queryForObject("select operator from identity_user where id = ?", Boolean.class, user(who)));
    }

    private void rest() {
        sql.update("update identity_recovery set ends_at = now() - interval '1 minute'"
                + " where state in ('PROPOSED', 'CONFIRMED')");
    }

    private static String page(PasskeyPerson who) {
        return who.person().get(PAGE).body();
    }

    private static String ask(PasskeyPerson who, String dismiss, String successor) {
        return who.person()
                .post(RECOVERIES, "dismiss", dismiss, "successor", successor)
                .location();
    }

    private static String refused(PasskeyPerson who, String dismiss, String successor) {
        assertThat(ask(who, dismiss, successor)).isEqualTo(PAGE);
        return page(who);
    }

    private static String proposed(PasskeyPerson who, String dismiss, String successor) {
        var asked = ask(who, dismiss, successor);
        assertThat(sign(who, who, asked + "/proposal")).contains("proposed");
        return asked;
    }

    private static UUID id(String asked) {
        return UUID.fromString(asked.substring(asked.lastIndexOf('/') + 1));
    }

    private static String sign(PasskeyPerson passkeyOf, PasskeyPerson who, String step) {
        var options = who.person().postJson(step + "/challenge", "{}");
        assertThat(options.status()).isEqualTo(200);
        return who.person()
                .postJson(step + "/confirmation", "{\"passkey\":" + passkeyOf.sign(options.body()) + "}")
                .body();
    }

    /// Without asking for a challenge first.
    private static String sign(PasskeyPerson who, String step) {
        return who.person().postJson(step + "/confirmation", "{\"passkey\":{}}").body();
    }

    private List<String> kinds(String subject) {
        return journal.about(subject).stream().map(entry -> entry.act().kind()).toList();
    }
}
