package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.database.DatabaseTest;
import wariin.demo.SoftwareAuthenticator;
import wariin.journal.Journal;
import wariin.notify.Outbox;

@DatabaseTest
class LogInTests {

    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]{32})</code>");
    private static final Pattern RECOVERY_CODE = Pattern.compile("<code>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</code>");
    private static final String PASSWORD = "correct horse battery";
    private static final String PIN = "280614";

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    Accounts accounts;

    @Autowired
    Passkeys passkeys;

    @Autowired
    PinAndTotp pinAndTotp;

    @Autowired
    Journal journal;

    @Autowired
    JdbcTemplate sql;

    @Test
    void refusesAReplayedAssertionAnotherChallengeAndAnotherOrigin() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var options = person.postJson("/webauthn/login/options", "").body();
        var assertion = person.passkey.authenticate(options, baseUrl);
        assertThat(person.elsewhere()
                        .withToken()
                        .postJson("/webauthn/login", assertion)
                        .status())
                .isEqualTo(200);
        var replayed = person.elsewhere().withToken().postJson("/webauthn/login", assertion);
        assertThat(replayed.status()).isEqualTo(422);
        assertThat(replayed.body()).contains("could not verify this passkey");

        var elsewhere = person.passkey.authenticate(
                person.postJson("/webauthn/login/options", "").body(), "https://wariin.example");
        assertThat(person.postJson("/webauthn/login", elsewhere).status()).isEqualTo(422);
        for (var broken : new String[] {"{}", "[]", "\"x\"", "{\"id\":\"AA\",\"response\":{}}", "{\"rawId\":1}"}) {
            assertThat(person.postJson("/webauthn/login", broken).status()).isEqualTo(422);
        }
    }

    @Test
    void verifiesExactlyTheChallengeThatTheCallerGave() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var stranger = Person.signedUp(baseUrl, address(), "Other", outbox);
        var user = accounts.findUser(person.email).orElseThrow().id();
        var challenge = new byte[32];
        challenge[0] = 1;
        var assertion = person.passkey.authenticate(passkeys.assertionOptions(user, challenge), baseUrl);

        assertThat(passkeys.verify(user, new byte[32], assertion)).isEqualTo(refused("WRONG_CHALLENGE"));
        var strangerId = accounts.findUser(stranger.email).orElseThrow().id();
        assertThat(passkeys.verify(strangerId, challenge, assertion)).isEqualTo(refused("UNKNOWN_CREDENTIAL"));
        var verified = (AssertionOutcome.Verified) passkeys.verify(user, challenge, assertion);
        assertThat(verified.user()).isEqualTo(user);
        assertThat(Evidence.holds(verified.evidence(), challenge)).isTrue();
        // The counter was used: the same assertion once more is like one of a copied authenticator.
        assertThat(passkeys.verify(user, challenge, assertion)).isEqualTo(refused("COUNTER_WENT_BACK"));
    }

    @Test
    void refusesACounterThatWentBackAUserWhoWasNotVerifiedAndAWrongSignature() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var user = accounts.findUser(person.email).orElseThrow().id();
        var challenge = new byte[] {7, 7, 7};
        var options = passkeys.assertionOptions(user, challenge);
        var copy = SoftwareAuthenticator.restore(person.passkey.export());
        assertThat(passkeys.verify(user, challenge, copy.authenticate(options, baseUrl)))
                .isInstanceOf(AssertionOutcome.Verified.class);
        assertThat(passkeys.verify(user, challenge, person.passkey.authenticate(options, baseUrl)))
                .isEqualTo(refused("COUNTER_WENT_BACK"));

        var fresh = copy.authenticate(options, baseUrl);
        assertThat(passkeys.verify(user, challenge, Evidence.withoutUserVerification(fresh)))
                .isEqualTo(refused("USER_NOT_VERIFIED"));
        assertThat(passkeys.verify(user, challenge, Evidence.withBrokenSignature(fresh)))
                .isEqualTo(refused("WRONG_SIGNATURE"));
    }

    @Test
    void letsInByPasswordAndCodeAndTakesEachCodeOnce() throws Exception {
        var person = new Person(baseUrl, address(), outbox);
        person.enterDetails(person.confirmAddress(), "Hanako", "Wariin", "");
        var totp = secretOf(person);
        var step = stepWithTimeLeft();
        assertThat(person.post("/account/secure", "pin", "123456", "password", PASSWORD, "totp", totp.codeAt(step - 1))
                        .body())
                .contains("PIN of 6 to 12 digits");
        assertThat(person.post("/account/secure", "pin", PIN, "password", "short", "totp", totp.codeAt(step - 1))
                        .body())
                .contains("at least 12 characters");
        assertThat(person.post("/account/secure", "pin", PIN, "password", PASSWORD, "totp", totp.codeAt(step - 1))
                        .status())
                .isEqualTo(302);

        var elsewhere = person.elsewhere().withToken();
        assertThat(logIn(elsewhere, PASSWORD, totp.codeAt(step - 1)).status()).isEqualTo(422);
        assertThat(logIn(elsewhere, "wrong " + PASSWORD, totp.codeAt(step)).status())
                .isEqualTo(422);
        assertThat(logIn(elsewhere, PASSWORD, totp.codeAt(step)).location()).isEqualTo("/contracts");
        assertThat(elsewhere.get("/account").status()).isEqualTo(200);
        assertThat(logIn(person.elsewhere().withToken(), PASSWORD, totp.codeAt(step))
                        .status())
                .isEqualTo(422);

        var user = accounts.findUser(person.email).orElseThrow().id();
        assertThat(accounts.factorsOf(user)).isEqualTo(new SignerFactors(false, true));
        assertThat(pinAndTotp.verify(user, PIN, totp.codeAt(step + 1))).isInstanceOf(PinAndTotp.Outcome.Verified.class);
        assertThat(pinAndTotp.verify(user, PIN, totp.codeAt(step + 1))).isEqualTo(new PinAndTotp.Outcome.Wrong(4));
        for (var left = 3; left > 0; left--) {
            assertThat(pinAndTotp.verify(user, "999999", "000000")).isEqualTo(new PinAndTotp.Outcome.Wrong(left));
        }
        assertThat(pinAndTotp.verify(user, "999999", "000000")).isInstanceOf(PinAndTotp.Outcome.Locked.class);
        assertThat(pinAndTotp.verify(user, PIN, totp.codeAt(step + 1))).isInstanceOf(PinAndTotp.Outcome.Locked.class);
        assertThat(journal.about(user.toString()))
                .extracting(entry -> entry.act().kind())
                .contains("pin-locked");
    }

    @Test
    void opensTheDoorOnceWithARecoveryCode() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var page = person.post("/account/recovery");
        var codes = RECOVERY_CODE
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();

        var elsewhere = person.elsewhere().withToken();
        var spoken = codes.getFirst()
                .toLowerCase(java.util.Locale.ROOT)
                .replace("-", " ")
                .replace('0', 'o');
        assertThat(elsewhere
                        .post("/login/recovery", "email", person.email, "code", spoken)
                        .location())
                .startsWith("/account/secure");
        assertThat(elsewhere.get("/account").body()).contains("9 recovery codes left");
        var again = person.elsewhere().withToken().post("/login/recovery", "email", person.email, "code", spoken);
        assertThat(again.status()).isEqualTo(422);

        // Whoever came by a code lost something: the rest may be set anew.
        assertThat(elsewhere.post("/account/secure/reset").location()).startsWith("/account/secure");

        person.post("/account/recovery");
        var void_ = person.elsewhere().withToken();
        assertThat(void_.post("/login/recovery", "email", person.email, "code", codes.get(5))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void asksAgainForAKeyBeforeKeysAreChangedLater() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        assertThat(person.postJson("/webauthn/register/options", "").status()).isEqualTo(200);
        var user = accounts.findUser(person.email).orElseThrow().id();
        sql.update(
                "update identity_session set proven_at = proven_at - interval '16 minutes' where user_id = ?",
                user.value());

        assertThat(person.postJson("/webauthn/register/options", "").status()).isEqualTo(403);
        assertThat(person.get("/account/secure").body()).contains("Please confirm that it is you");
        for (var change : new String[] {"/account/recovery", "/account/secure/reset", "/account/passkeys/AA/removal"}) {
            assertThat(person.post(change).location()).as(change).startsWith("/account/secure?next=");
        }

        var options = person.postJson("/webauthn/login/options", "").body();
        assertThat(person.postJson("/webauthn/confirm", person.passkey.authenticate(options, baseUrl))
                        .status())
                .isEqualTo(200);
        assertThat(person.postJson("/webauthn/register/options", "").status()).isEqualTo(200);
    }

    @Test
    void limitsAttemptsAndRecordsThatTheyWereManyForAPersonWhoExists() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var guesser = person.elsewhere().withToken();
        for (var n = 0; n < 10; n++)
            assertThat(logIn(guesser, "guess", "000000").status()).isEqualTo(422);

        assertThat(logIn(guesser, "guess", "000000").status()).isEqualTo(429);
        assertThat(logIn(guesser, "guess", "000000").body()).contains("Too many attempts");
        var user = accounts.findUser(person.email).orElseThrow().id().toString();
        assertThat(journal.about(user).stream()
                        .filter(entry -> entry.act().kind().equals("log-in-failed-repeatedly")))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.act().facts()).isEmpty());
    }

    @Test
    void endsSessionsOnTheirOwnByHandAndByAge() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var elsewhere = person.elsewhere();
        elsewhere.logInByPasskey();
        assertThat(elsewhere.get("/account").status()).isEqualTo(200);
        var token = OpaqueTokenHash.of(elsewhere.sessionCookie());
        var id = sql.queryForObject("select id from identity_session where token_hash = ?", UUID.class, token);

        var stranger = Person.signedUp(baseUrl, address(), "Other", outbox);
        stranger.post("/account/sessions/" + id + "/end");
        assertThat(elsewhere.get("/account").status()).isEqualTo(200);
        person.post("/account/sessions/" + id + "/end");
        var ended = elsewhere.get("/account?x=1");
        assertThat(ended.location()).isEqualTo("/login?next=%2Faccount%3Fx%3D1");

        elsewhere.logInByPasskey();
        person.post("/account/sessions/end-others");
        assertThat(elsewhere.get("/account").status()).isEqualTo(302);

        var mine = OpaqueTokenHash.of(person.sessionCookie());
        sql.update("update identity_session set used_at = used_at - interval '3 hours' where token_hash = ?", mine);
        assertThat(person.get("/account").status()).isEqualTo(302);
        person.logInByPasskey();
        mine = OpaqueTokenHash.of(person.sessionCookie());
        sql.update("update identity_session set expires_at = now() where token_hash = ?", mine);
        assertThat(person.get("/account").status()).isEqualTo(302);

        person.logInByPasskey();
        assertThat(person.post("/logout").location()).isEqualTo("/");
        assertThat(person.get("/account").status()).isEqualTo(302);
    }

    @Test
    void keepsTheLastWayIn() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var user = accounts.findUser(person.email).orElseThrow().id();
        var first = passkeys.of(user).getFirst().credentialId();
        assertThat(journal.about(user.toString()))
                .anySatisfy(entry -> assertThat(entry.act().facts()).containsEntry("credential", first));
        assertThat(person.post("/account/passkeys/" + first + "/removal").location())
                .endsWith("said=last-way-in");

        person.passkey = new SoftwareAuthenticator();
        assertThat(person.registerPasskey().status()).isEqualTo(200);
        person.post("/account/passkeys/" + first + "/removal");
        assertThat(passkeys.of(user))
                .hasSize(1)
                .noneMatch(left -> left.credentialId().equals(first));
    }

    @Test
    void neverMakesAPasskeyForSomebodyElseNorTakesOneTwice() {
        var person = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var stranger = Person.signedUp(baseUrl, address(), "Other", outbox);
        var options = person.postJson("/webauthn/register/options", "").body();
        var credential = new SoftwareAuthenticator().register(options, baseUrl);
        var posted = "{\"credential\":" + credential + "}";
        assertThat(stranger.postJson("/webauthn/register", posted).status()).isEqualTo(422);
        assertThat(person.postJson("/webauthn/register", posted).status()).isEqualTo(200);
        assertThat(person.postJson("/webauthn/register", posted).status()).isEqualTo(422);
    }

    private Person.Answer logIn(Person person, String password, String totp) {
        return person.post("/login", "email", person.email, "password", password, "totp", totp);
    }

    static Totp secretOf(Person person) {
        var found = SECRET.matcher(person.get("/account/secure").body());
        assertThat(found.find()).isTrue();
        return new Totp(new Base32().decode(found.group(1)));
    }

    /// A step that lasts long enough for what follows.
    static long stepWithTimeLeft() throws InterruptedException {
        var left = 30 - Math.floorMod(Instant.now().getEpochSecond(), 30);
        if (left < 15) Thread.sleep(left * 1000L + 100);
        return Totp.stepAt(Instant.now());
    }

    private static AssertionOutcome refused(String reason) {
        return new AssertionOutcome.Refused(AssertionOutcome.Reason.valueOf(reason));
    }

    private static String address() {
        return UUID.randomUUID() + "@example.jp";
    }

    static final class OpaqueTokenHash {
        static byte[] of(String token) {
            return new OpaqueToken(token).hash();
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
