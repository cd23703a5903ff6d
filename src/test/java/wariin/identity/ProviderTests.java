package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.database.DatabaseTest;
import wariin.notify.Outbox;

@DatabaseTest
class ProviderTests {

    private static final Pattern ADDRESS = Pattern.compile("href=\"(http://localhost:[0-9]+/authorize[^\"]+)\"");

    private final String domain = "company-" + UUID.randomUUID() + ".example";

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    Sessions sessions;

    @Autowired
    JdbcTemplate sql;

    @Test
    void letsMembersInByTheirCompanysLogIn() throws Exception {
        try (var provider = new FakeProvider()) {
            var owner = configured(provider);
            var member = new Person(baseUrl, "ken@" + domain, outbox);
            owner.post("/organisation/invitations", "email", member.email, "role", "SIGNER", "language", "en");
            var link = member.mailedLink();
            member.get(link);
            member.post(link, "name", "Ken");

            var browser = member.elsewhere().withToken();
            var back = browser.get(provider.logIn(begin(browser), "subject-1", member.email));
            assertThat(back.location()).isEqualTo("/account");
            assertThat(browser.get("/account").body()).contains("Ken");
            assertThat(sessions.isStrong(
                            sessions.find(browser.sessionCookie()).orElseThrow().session()))
                    .isFalse();

            // The provider's name for the person counts from now on, not the address.
            var another = member.elsewhere().withToken();
            another.get(provider.logIn(begin(another), "subject-1", "renamed@" + domain));
            assertThat(another.get("/account").body()).contains(member.email);
        }
    }

    @Test
    void refusesStrangersAndAnswersThatDoNotHold() throws Exception {
        try (var provider = new FakeProvider()) {
            var owner = configured(provider);
            var browser = owner.elsewhere().withToken();
            var stranger = browser.get(provider.logIn(begin(browser), "s", "stranger@" + domain));
            assertThat(stranger.status()).isEqualTo(422);
            assertThat(stranger.body()).contains("not a member of this company");
            var foreign = Person.signedUp(baseUrl, UUID.randomUUID() + "@other.example", "Other", outbox);
            assertThat(browser.get(provider.logIn(begin(browser), "s", foreign.email))
                            .status())
                    .isEqualTo(422);

            var callback = provider.logIn(begin(browser), "owner", owner.email);
            assertThat(owner.elsewhere().get(callback).status()).isEqualTo(422);
            assertThat(browser.get(callback).status()).isEqualTo(302);
            assertThat(browser.get(callback).status()).isEqualTo(422);

            provider.forgetsNonce = true;
            assertThat(browser.get(provider.logIn(begin(browser), "owner", owner.email))
                            .status())
                    .isEqualTo(422);
            provider.forgetsNonce = false;
            provider.audience = "somebody-else";
            assertThat(browser.get(provider.logIn(begin(browser), "owner", owner.email))
                            .status())
                    .isEqualTo(422);
            provider.audience = FakeProvider.CLIENT;
            provider.signsWith = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
            assertThat(browser.get(provider.logIn(begin(browser), "owner", owner.email))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void keepsTheSecretWrappedAndLetsNobodyTakeADomainThatIsNotTheirs() throws Exception {
        try (var provider = new FakeProvider()) {
            var owner = configured(provider);
            var stored = sql.queryForObject(
                    "select client_secret from identity_provider where mail_domain = ?", byte[].class, domain);
            assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("a secret");
            assertThat(owner.get("/organisation").body())
                    .doesNotContain("a secret")
                    .contains(provider.issuer());

            assertThat(configure(owner, provider.issuer(), "gmail.example")).endsWith("not-your-domain");
            assertThat(configure(owner, "http://wariin.example", domain)).endsWith("not-an-issuer");
            assertThat(configure(owner, "http://localhost:1", domain)).endsWith("not-an-issuer");
            var rival = Person.signedUp(baseUrl, "rival@" + domain, "Rival", outbox);
            assertThat(configure(rival, provider.issuer(), domain)).endsWith("domain-taken");
            assertThat(owner.post("/organisation/provider/removal").location()).endsWith("done");
            assertThat(configure(rival, provider.issuer(), domain)).endsWith("done");
        }
    }

    private Person configured(FakeProvider provider) {
        var owner = Person.signedUp(baseUrl, "owner@" + domain, "Wariin", outbox);
        assertThat(configure(owner, provider.issuer(), domain)).endsWith("said=done");
        return owner;
    }

    private static String configure(Person person, String issuer, String domain) {
        return person.post(
                        "/organisation/provider",
                        "issuer",
                        issuer,
                        "clientId",
                        FakeProvider.CLIENT,
                        "clientSecret",
                        FakeProvider.SECRET,
                        "mailDomain",
                        domain)
                .location();
    }

    private URI begin(Person browser) {
        var page = browser.post("/login/company", "email", "somebody@" + domain, "next", "/account");
        var address = ADDRESS.matcher(page.body());
        assertThat(address.find()).as(page.body()).isTrue();
        return URI.create(address.group(1).replace("&amp;", "&"));
    }
}
