package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.database.DatabaseTest;
import wariin.demo.SoftwareAuthenticator;
import wariin.notify.Outbox;

@DatabaseTest
class GuestTests {

    private static final String RETURN_TO = "/sign/token";

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    Guests guests;

    @Autowired
    Accounts accounts;

    @Autowired
    Sessions sessions;

    @Test
    void leadsACounterpartyFromTheInvitationToAPasskeyAndLaterToAnAccount() {
        var contract = UUID.randomUUID().toString();
        var person = new Person(baseUrl, address(), outbox);
        var path = guests.begin(invitation(person.email, contract));
        assertThat(person.get(path).body()).contains("Enter the code").contains("the invitation has reached you");
        assertThat(person.post(path + "/code", "code", person.mailedCode()).location())
                .isEqualTo(path);
        assertThat(person.get(path).body()).contains("Guest Company").contains("You need no account");
        var done = person.enterDetails(path, "Jirō", "Guest Company", "7000012050002");
        assertThat(done.location()).isEqualTo("/account/secure?next=%2Fsign%2Ftoken");
        assertThat(person.get("/account/secure?next=%2Fsign%2Ftoken").body()).contains("data-next=\"/sign/token\"");
        assertThat(person.registerPasskey().status()).isEqualTo(200);
        assertThat(person.get("/account/secure/done?next=%2Fsign%2Ftoken").location())
                .isEqualTo(RETURN_TO);

        var current = sessions.find(person.sessionCookie()).orElseThrow();
        assertThat(current.guest()).isTrue();
        assertThat(current.role()).isEqualTo(Role.SIGNER);
        assertThat(current.reaches(contract)).isTrue();
        assertThat(current.reaches(UUID.randomUUID().toString())).isFalse();
        assertThat(accounts.proofsOf(current.user().id(), current.organisation().id()))
                .extracting(Proof::kind)
                .containsExactlyInAnyOrder(
                        Proof.Kind.EMAIL_CONFIRMED, Proof.Kind.ORGANISATION_STATED, Proof.Kind.PASSKEY_REGISTERED);
        for (var closed : new String[] {"/account", "/organisation", "/seals", "/operator/outbox"}) {
            assertThat(person.get(closed).status()).isEqualTo(403);
        }
        assertThat(person.get(path).status()).isEqualTo(410);

        assertThat(person.get("/claim").body()).contains("Keep your contracts");
        assertThat(person.post("/claim").location()).startsWith("/account/secure/done");
        assertThat(person.get("/organisation").body()).contains("Guest Company");
        assertThat(person.elsewhere().logInByPasskey().body()).contains("/contracts");
        assertThat(accounts.roleOf(current.user().id(), current.organisation().id()))
                .contains(Role.OWNER);
    }

    @Test
    void letsAReturningGuestReadByMailButChangeNoKeyWithoutTheOldOne() {
        var first = guest(UUID.randomUUID().toString());
        var contract = UUID.randomUUID().toString();
        var back = first.elsewhere();
        var path = guests.begin(invitation(first.email, contract));
        back.get(path);
        assertThat(back.post(path + "/code", "code", back.mailedCode()).location())
                .isEqualTo(RETURN_TO);
        assertThat(sessions.find(back.sessionCookie()).orElseThrow().reaches(contract))
                .isTrue();

        var thief = new SoftwareAuthenticator();
        var owned = back.passkey;
        back.passkey = thief;
        assertThat(back.registerPasskey().status()).isEqualTo(403);
        assertThat(back.get("/account/secure").body()).contains("Please confirm that it is you");
        assertThat(back.post("/claim").location()).isEqualTo("/account/secure?next=/claim");
        assertThat(back.post("/account/secure", "pin", "280614", "totp", "000000")
                        .body())
                .contains("confirm that it is");

        back.passkey = owned;
        var options = back.postJson("/webauthn/login/options", "").body();
        assertThat(back.postJson("/webauthn/confirm", owned.authenticate(options, baseUrl))
                        .status())
                .isEqualTo(200);
        assertThat(back.post("/claim").location()).startsWith("/account/secure/done");
    }

    @Test
    void doesNotOpenAnAccountByMail() {
        var owner = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var stranger = new Person(baseUrl, owner.email, outbox);
        var path = guests.begin(invitation(owner.email, "contract"));
        stranger.get(path);
        var answer = stranger.post(path + "/code", "code", stranger.mailedCode());
        assertThat(answer.location()).isEqualTo("/login?next=%2Fsign%2Ftoken");
        assertThat(stranger.sessionCookie()).isEmpty();
    }

    @Test
    void letsAGuestWhoLogsInWithoutAnInvitationOnlyMakeAnAccount() {
        var guest = guest(UUID.randomUUID().toString()).elsewhere();
        assertThat(guest.logInByPasskey().body()).contains("/claim");
        assertThat(guest.get("/organisation").status()).isEqualTo(403);
        assertThat(guest.get("/claim").status()).isEqualTo(200);
    }

    @Test
    void leadsOnlyToPathsOfThisSite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guests.begin(new Guests.GuestInvitation(
                        address(), null, null, "contract", "//evil.example", Locale.ENGLISH)));
    }

    private Person guest(String contract) {
        var person = new Person(baseUrl, address(), outbox);
        var path = guests.begin(invitation(person.email, contract));
        person.get(path);
        person.post(path + "/code", "code", person.mailedCode());
        person.enterDetails(path, "Jirō", "Guest Company", "");
        assertThat(person.registerPasskey().status()).isEqualTo(200);
        return person;
    }

    private static Guests.GuestInvitation invitation(String email, String contract) {
        return new Guests.GuestInvitation(email, "Jirō", "Guest Company", contract, RETURN_TO, Locale.ENGLISH);
    }

    private static String address() {
        return UUID.randomUUID() + "@example.jp";
    }
}
