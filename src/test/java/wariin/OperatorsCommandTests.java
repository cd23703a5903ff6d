package wariin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.Launcher.WrongUse;
import wariin.database.DatabaseTest;
import wariin.identity.HostConsent;
import wariin.identity.PasskeyPerson;
import wariin.notify.Outbox;

/// What the holder of the machine reads and does; that it takes effect, {@code RecoveryTests} says.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=operators")
class OperatorsCommandTests {

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    Outbox outbox;

    @Autowired
    HostConsent host;

    @Autowired
    JdbcTemplate sql;

    private String said = "";

    @BeforeEach
    void beginsWithoutOperators() {
        sql.update("update identity_user set operator = false, operator_since = null");
        sql.update("update identity_recovery set state = 'VOID', ended_at = now()"
                + " where state in ('PROPOSED', 'CONFIRMED')");
    }

    @Test
    void showsWhoAsksForWhatAndConfirmsExactlyThat() {
        var anna = operator();
        var ben = operator();
        assertThat(exit(() -> OperatorsCommand.list(host))).isZero();
        assertThat(said).contains(anna.person().email(), ben.person().email()).doesNotContain("A recovery waits");
        assertThat(recover(null)).isEqualTo(1);
        assertThat(said).contains("No recovery waits");

        var number = proposed(anna);
        sql.update(
                "update identity_user set name = E'Ben\\x1b[2J' where email = ?",
                ben.person().email());
        assertThat(exit(() -> OperatorsCommand.list(host))).isZero();
        assertThat(said).contains("A recovery waits").doesNotContain("\u001b");
        assertThat(recover(null)).isZero();
        assertThat(said)
                .contains(
                        "Number:       " + number,
                        "Proposed by:  Name of " + anna.person().email())
                .contains("Dismissed:    Ben [2J <" + ben.person().email(), "Appointed:    nobody")
                .containsPattern("Passkey: {6}SHA-256 [0-9a-f]{64}")
                .contains("./wariin operators recover " + number)
                .doesNotContain("\u001b");
        assertThat(recover(UUID.randomUUID())).isEqualTo(1);
        assertThat(said).contains("No recovery with this number waits").doesNotContain("Proposed by");
        assertThat(sql.queryForObject("select state from identity_recovery where id = ?", String.class, number))
                .isEqualTo("PROPOSED");

        assertThat(recover(number)).isZero();
        assertThat(said).contains("Proposed by:", "Confirmed: it takes effect after");
        assertThat(recover(number)).isZero();
        assertThat(said).contains("It was confirmed before");
    }

    @Test
    void saysInOneSentenceWhatIsTheOrdinaryWay() {
        var anna = operator();
        operator();
        var number = proposed(anna);
        operator();

        assertThat(recover(number)).isEqualTo(1);
        assertThat(said).contains("wariin: This is only for two operators");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> OperatorsCommand.run(List.of("appoint"))).isInstanceOf(WrongUse.class);
        assertThatThrownBy(() -> OperatorsCommand.run(List.of("recover", "17")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("'17' is no number of a recovery");
        assertThatThrownBy(() -> OperatorsCommand.run(List.of("list", "--data", "/nowhere/at/all")))
                .hasMessageContaining("There is no data folder");
        assertThat(exit(() -> OperatorsCommand.run(List.of("recover", "--help"))))
                .isZero();
        assertThat(said).contains("recover NUMBER");
    }

    private int recover(@Nullable UUID number) {
        return exit(() -> OperatorsCommand.recover(host, number));
    }

    private int exit(IntSupplier command) {
        var out = System.out;
        var err = System.err;
        var both = new ByteArrayOutputStream();
        try (var to = new PrintStream(both, true, StandardCharsets.UTF_8)) {
            System.setOut(to);
            System.setErr(to);
            return command.getAsInt();
        } finally {
            System.setOut(out);
            System.setErr(err);
            said = both.toString(StandardCharsets.UTF_8);
        }
    }

    private PasskeyPerson operator() {
        var person = PasskeyPerson.signedUp(base, UUID.randomUUID() + "@example.jp", "Wariin", outbox);
        sql.update(
                "update identity_user set operator = true where email = ?",
                person.person().email());
        return person;
    }

    private static UUID proposed(PasskeyPerson who) {
        var asked = who.person()
                .post("/operator/people/recoveries", "dismiss", "true")
                .location();
        var options = who.person().postJson(asked + "/proposal/challenge", "{}").body();
        var answer = who.person().postJson(asked + "/proposal/confirmation", "{\"passkey\":" + who.sign(options) + "}");
        assertThat(answer.body()).contains("proposed");
        return UUID.fromString(asked.substring(asked.lastIndexOf('/') + 1));
    }
}
