package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.database.DatabaseTest;
import wariin.notify.Outbox;

@DatabaseTest
class SignUpTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    Accounts accounts;

    @Test
    void leadsFromAnAddressToAnAccountWithPasskeyAndBackIn() {
        var person = new Person(baseUrl, address(), outbox);
        assertThat(person.get("/signup").status()).isEqualTo(200);

        var ticket = person.confirmAddress();
        assertThat(person.get(ticket).body()).contains("Your name and company");
        var done = person.enterDetails(ticket, "髙橋 花子", "割印商事株式会社", "7000012050002");
        assertThat(done.location()).isEqualTo("/account/secure");
        assertThat(person.get("/account/secure").body())
                .contains("Make a passkey")
                .contains("<svg role=\"img\"");
        assertThat(person.registerPasskey().status()).isEqualTo(200);
        assertThat(person.get("/account/secure/done").location()).startsWith("/account/recovery");

        var user = accounts.findUser(person.email.toUpperCase(java.util.Locale.ROOT))
                .orElseThrow();
        var organisation = accounts.organisationsOf(user.id()).getFirst();
        assertThat(user.name()).isEqualTo("髙橋 花子");
        assertThat(organisation.number()).hasToString("7000012050002");
        assertThat(accounts.proofsOf(user.id(), organisation.id()))
                .extracting(Proof::kind)
                .containsExactlyInAnyOrder(
                        Proof.Kind.EMAIL_CONFIRMED, Proof.Kind.ORGANISATION_STATED, Proof.Kind.PASSKEY_REGISTERED);

        var elsewhere = person.elsewhere();
        assertThat(elsewhere.logInByPasskey().status()).isEqualTo(200);
        assertThat(elsewhere.get("/account").body()).contains("髙橋 花子");
        assertThat(elsewhere.get("/organisation").body()).contains("割印商事株式会社");
        assertThat(elsewhere.sessionCookie()).isNotEqualTo(person.sessionCookie());
    }

    @Test
    void asksAgainForDetailsThatCannotBeRightAndKeepsWhatWasTyped() {
        var person = new Person(baseUrl, address(), outbox);
        var ticket = person.confirmAddress();

        var wrongNumber = person.enterDetails(ticket, "Hanako", "Wariin", "7000012050003");
        assertThat(wrongNumber.status()).isEqualTo(422);
        assertThat(wrongNumber.body()).contains("not a corporate number").contains("7000012050003");
        assertThat(person.enterDetails(ticket, " ", "Wariin", "").body()).contains("check the name");
        assertThat(person.enterDetails(ticket, "a\u202eb", "Wariin", "").status())
                .isEqualTo(422);

        assertThat(person.enterDetails(ticket, "Hanako", "Wariin", "").status()).isEqualTo(302);
        assertThat(person.enterDetails(ticket, "Hanako", "Wariin", "").status()).isEqualTo(410);
    }

    @Test
    void refusesWrongCodesAndAfterFiveAlsoTheRightOne() {
        var person = new Person(baseUrl, address(), outbox);
        person.get("/signup");
        var ticket = person.post("/signup", "email", person.email).location();
        var code = person.mailedCode();
        var wrong = code.equals("000000") ? "000001" : "000000";
        for (var n = 1; n <= 4; n++) {
            assertThat(person.post(ticket + "/code", "code", wrong).location()).endsWith("?problem=wrong");
        }
        assertThat(person.post(ticket + "/code", "code", wrong).location()).endsWith("?problem=dead");
        assertThat(person.post(ticket + "/code", "code", code).location()).endsWith("?problem=dead");

        assertThat(person.post(ticket + "/again").location()).endsWith("?problem=sent");
        assertThat(person.post(ticket + "/code", "code", person.mailedCode()).location())
                .isEqualTo(ticket);
    }

    @Test
    void looksTheSameForAnAddressThatHasAnAccountButTellsItsOwnerByMail() {
        var owner = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var stranger = new Person(baseUrl, owner.email, outbox);
        stranger.get("/signup");

        var answer = stranger.post("/signup", "email", owner.email);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(stranger.get(answer.location()).body()).contains("Enter the code");
        assertThat(stranger.post(answer.location() + "/code", "code", "123456").location())
                .endsWith("?problem=wrong");
        assertThat(stranger.newestMail()).contains("/login").doesNotContainPattern("^[0-9]{6}$");
    }

    @Test
    void tellsNothingOfLinksThatWereNeverGivenOut() {
        var person = new Person(baseUrl, address(), outbox);
        for (var path : new String[] {"/signup/abc", "/join/abc", "/join/guest/abc", "/setup/abc"}) {
            var answer = person.get(path);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.body()).contains("This link is no longer valid");
        }
    }

    @Test
    void limitsMailsToOneAddress() {
        var person = new Person(baseUrl, address(), outbox);
        person.get("/signup");
        for (var n = 0; n < 5; n++) {
            assertThat(person.post("/signup", "email", person.email).status()).isEqualTo(302);
        }
        assertThat(person.post("/signup", "email", person.email).status()).isEqualTo(429);
        assertThat(person.post("/signup", "email", "not an address").status()).isEqualTo(422);
    }

    private static String address() {
        return UUID.randomUUID() + "@example.jp";
    }
}
