package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import wariin.ca.CertificationAuthority;
import wariin.demo.Browser;
import wariin.demo.SoftwareAuthenticator;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.Verdict;

/// The whole way over HTTP, as two people's browsers go it.
@ContractTest
class ContractHttpTests {

    @Autowired
    Walk walk;

    @Autowired
    CertificationAuthority authority;

    /// A browser and the passkey of the person before it.
    record Someone(String email, Browser browser, SoftwareAuthenticator passkey) {}

    @Test
    void concludesOverHttp() {
        var anna = member("anna");
        var address = Walk.address("ben");
        var id = sent(anna, address);

        assertThat(sign(anna, id).get("outcome").asString()).isEqualTo("signed");
        var ben = guest(address);
        assertThat(ben.browser().get("/contracts/" + id + "/sign")).contains("Services");
        assertThat(ben.browser().bytes("/contracts/" + id + "/document")).startsWith("%PDF-".getBytes());
        var done = sign(ben, id);

        assertThat(done.get("outcome").asString()).isEqualTo("concluded");
        var pdf = ben.browser().bytes("/contracts/" + id + "/concluded.pdf");
        var report = SignatureValidation.offline(walk.clock()).validate(pdf, Trust.in(authority.root()));
        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(anna.browser().bytes("/contracts/" + id + "/evidence.zip")).startsWith('P', 'K');
        assertThat(anna.browser().get("/contracts/" + id)).contains("Services");
        assertThat(anna.browser().get("/contracts")).contains("Services");
        assertThat(ben.browser()
                        .getJson("/api/v1/contracts/" + id + "/timeline")
                        .size())
                .isGreaterThan(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contracts/%s",
                "/contracts/%s/edit",
                "/contracts/%s/sign",
                "/contracts/%s/document",
                "/contracts/%s/concluded.pdf",
                "/contracts/%s/evidence.zip",
                "/api/v1/contracts/%s",
                "/api/v1/contracts/%s/timeline"
            })
    void answersAForeignContractLikeAnUnknownOne(String path) {
        var anna = member("anna");
        var id = sent(anna, Walk.address("ben"));
        var carla = member("carla");

        var foreign = refusal(() -> carla.browser().bytes(path.formatted(id)));
        var unknown = refusal(() -> carla.browser().bytes(path.formatted(UUID.randomUUID())));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"send", "reject", "withdraw", "signature", "parties/00000000-0000-0000-0000-000000000000/remind"
            })
    void letsNobodyActOnAForeignContract(String act) {
        var anna = member("anna");
        var id = sent(anna, Walk.address("ben"));
        var carla = member("carla");

        var refused =
                refusal(() -> carla.browser().postJson("/api/v1/contracts/" + id + "/" + act, Map.of("reason", "no")));

        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void keepsAGuestToTheContractOfTheInvitation() {
        var anna = member("anna");
        var address = Walk.address("ben");
        var first = sent(anna, address);
        sign(anna, first);
        var ben = guest(address);
        var second = sent(anna, address);
        sign(anna, second);

        assertThat(refusal(() -> ben.browser().get("/contracts/" + second)).status())
                .isEqualTo(404);
        assertThat(refusal(() -> ben.browser().upload("/api/v1/contracts", "x.pdf", new byte[] {1}))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void asksStrangersToLogIn() {
        try (var nobody = new Browser(URI.create(walk.site().baseUrl()), "en")) {
            var id = UUID.randomUUID();

            assertThat(refusal(() -> nobody.getJson("/api/v1/contracts/" + id)).status())
                    .isEqualTo(401);
            assertThat(refusal(() -> nobody.get("/sign/" + "x".repeat(43))).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void refusesInOneSentenceOfTheReadersLanguage() {
        var anna = member("anna");

        var refused = refusal(() -> anna.browser().upload("/api/v1/contracts", "<b>.pdf", "hello".getBytes()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.getMessage())
                .contains("urn:wariin:problem:not-a-pdf")
                .contains("This is not a PDF file.");
    }

    private String sent(Someone sender, String counterparty) {
        var browser = sender.browser();
        var draft = upload(browser);
        var id = draft.get("id").asString();
        var anna = new HashMap<String, Object>(Map.of("sender", true, "field", place(60)));
        var ben = Map.of(
                "email", counterparty, "name", "Ben", "organisation", "B", "language", "en", "field", place(200));
        var body = Map.of(
                "title", "Services", "amount", "1,200,000", "order", "SEQUENTIAL", "parties", List.of(anna, ben));
        browser.putJson("/api/v1/contracts/" + id, body);
        var sent = browser.postJson("/api/v1/contracts/" + id + "/send", Map.of());
        assertThat(sent.get("state").asString()).isEqualTo("SENT");
        return id;
    }

    private static JsonNode upload(Browser browser) {
        try {
            return browser.upload("/api/v1/contracts", "../contract \"1\".pdf", Walk.sample());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> place(int x) {
        return Map.of("page", 0, "x", x, "y", 640, "width", 80, "height", 80);
    }

    private JsonNode sign(Someone someone, String id) {
        var path = "/api/v1/contracts/" + id + "/signature";
        var prompt = someone.browser().postJson(path, Map.of());
        var answer = someone.passkey()
                .authenticate(
                        prompt.get("passkey").toString(), someone.browser().origin());
        var proof = "{\"passkey\":" + answer + "}";
        var first = someone.browser().postJson(path + "/" + prompt.get("act").asString(), proof);
        var again = someone.browser().postJson(path + "/" + prompt.get("act").asString(), proof);
        assertThat(again.get("outcome")).isEqualTo(first.get("outcome"));
        return first;
    }

    private Someone member(String name) {
        var email = Walk.address(name);
        var browser = new Browser(URI.create(walk.site().baseUrl()), "en");
        browser.get("/signup");
        var step = browser.submit("/signup", Map.of("email", email));
        browser.submit(step + "/code", Map.of("code", walk.code(email)));
        browser.submit(step, Map.of("name", name, "organisation", "見本商事株式会社"));
        return withPasskey(email, browser);
    }

    private Someone guest(String email) {
        var browser = new Browser(URI.create(walk.site().baseUrl()), "en");
        var link = "/sign/" + walk.link(email);
        assertThat(browser.get(link)).contains("Services");
        var step = browser.submit(link, Map.of());
        browser.submit(step + "/code", Map.of("code", walk.code(email)));
        browser.submit(step, Map.of("name", "Ben", "organisation", "Sample Foods K.K."));
        return withPasskey(email, browser);
    }

    private static Someone withPasskey(String email, Browser browser) {
        var passkey = new SoftwareAuthenticator();
        var options = browser.postJson("/webauthn/register/options", Map.of()).toString();
        browser.postJson(
                "/webauthn/register",
                "{\"name\":\"test\",\"credential\":" + passkey.register(options, browser.origin()) + "}");
        return new Someone(email, browser, passkey);
    }

    private static Browser.Refused refusal(Runnable request) {
        try {
            request.run();
        } catch (Browser.Refused refused) {
            return refused;
        }
        throw new AssertionError("It was not refused");
    }
}
