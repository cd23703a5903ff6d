package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import wariin.database.DatabaseTest;
import wariin.identity.Person;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.x509.SerialNumber;

/// The way of a certificate whose key is made at pick-up over HTTP: from the application to the file.
@DatabaseTest
@Import(DeskFixture.class)
class PickUpHttpTests {

    @Autowired
    DeskFixture fixture;

    @Autowired
    JsonMapper json;

    @Value("${wariin.base-url}")
    String baseUrl;

    private DeskBrowser browser;

    @BeforeEach
    void openABrowser() {
        browser = new DeskBrowser(json);
    }

    @Test
    void leadsAnApplicantFromTheFormToTheFileWithTheKey() throws Exception {
        var world = new DeskWorld(fixture);
        var here = "/desk/" + world.desk.id();
        var hana = world.owner;
        var web = DeskBrowser.web(hana);
        assertThat(web.get("/certificates").body()).contains("You have no certificate yet");
        assertThat(web.get("/certificates/apply").body()).contains("Mail certificate of a person");
        var form = "/certificates/apply?desk=" + world.desk.id() + "&profile=mail-sponsor/1";
        assertThat(web.get(form).body()).contains("Make the key for me").doesNotContain("??");
        var wrong = apply(web, world, hana, "1234567890123");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("花子").contains("Corporate number");
        var path = apply(web, world, hana, world.number.value()).location().replace("?done=applied", "");
        assertThat(path).startsWith("/certificates/");
        var id = RequestId.of(path.substring("/certificates/".length()));
        assertThat(web.get(path).body())
                .contains("Evidence is missing: person", "The desk verifies your application")
                .doesNotContain("??");
        assertThat(web.post(path + "/acts/send-code").location()).endsWith("done=send-code");
        assertThat(web.post(path + "/acts/code", "text", "000000").status()).isEqualTo(422);
        var link = link(fixture.newestMail(hana.email()), "/certificates/pickup/mailbox/");
        assertThat(plain(link).body()).contains("Confirm this mailbox");
        assertThat(plainPost(link, "").statusCode()).isEqualTo(200);
        assertThat(plainPost(link, "").statusCode()).isEqualTo(404);

        var page = here + "/requests/" + id;
        fixture.evidence(world.anna, id, EvidenceMethod.EMPLOYER_RECORD);
        assertThat(DeskBrowser.web(world.anna).post(page + "/acts/check").status())
                .isIn(302, 422);
        browser.approve(world.anna, here, id);
        browser.approve(world.ben, here, id);
        assertThat(web.get(path).body()).contains("Pick up your certificate").doesNotContain("??");
        var pickUp = link(fixture.newestMail(hana.email()), "/certificates/pickup/");
        assertThat(plain(pickUp).body()).contains("Passphrase of the file").doesNotContain("??");
        // The desk cannot see the code of somebody with an account.
        assertThat(DeskBrowser.web(world.anna).post(page + "/pick-up/code").status())
                .isEqualTo(404);
        var shown = web.post(path + "/pick-up/code").body();
        var code = Pattern.compile("class=\"once\">([0-9]{8})<").matcher(shown);
        assertThat(code.find()).isTrue();

        assertThat(new String(plainPost(pickUp, "code=11111111&passphrase=correct-horse-battery")
                        .body()))
                .contains("The code is wrong. You have 4 more tries.");
        assertThat(new String(plainPost(pickUp, "code=" + code.group(1) + "&passphrase=short")
                        .body()))
                .contains("at least 12 letters");
        var file = plainPost(pickUp, "code=" + code.group(1) + "&passphrase=correct-horse-battery");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file.body()), "correct-horse-battery".toCharArray());
        var certificate = (X509Certificate) store.getCertificate(store.aliases().nextElement());
        assertThat(certificate.getSubjectX500Principal().getName()).contains("花子");
        var request = fixture.requests.find(id).orElseThrow();
        assertThat(request.serial()).isEqualTo(SerialNumber.of(certificate));
        assertThat(request.state()).isEqualTo(RequestState.DELIVERED);
        assertThat(plainPost(pickUp, "code=" + code.group(1) + "&passphrase=correct-horse-battery")
                        .statusCode())
                .isEqualTo(404);
        assertThat(plain("/certificates/pickup/" + "A".repeat(43)).statusCode()).isEqualTo(404);
        assertThat(web.get("/certificates").body()).contains("Mail certificate of a person");
        assertThat(web.post(path + "/successor", "way", "renew").location()).contains("done=renew");
    }

    @Test
    void locksAPickUpAfterFiveWrongCodesAndOpensItWithANewOne() throws Exception {
        var world = new DeskWorld(fixture);
        var here = "/desk/" + world.desk.id();
        var id = entered(world);
        browser.approve(world.ben, here, id);
        browser.approve(world.chie, here, id);
        var mail = fixture.requests.find(id).orElseThrow().registrant().email();
        var pickUp = link(fixture.newestMail(mail), "/certificates/pickup/");
        var page = here + "/requests/" + id;
        var right = code(DeskBrowser.web(world.ben).post(page + "/pick-up/code").body());
        for (var n = 0; n < 5; n++) plainPost(pickUp, "code=0&passphrase=correct-horse-battery");

        var late = plainPost(pickUp, "code=" + right + "&passphrase=correct-horse-battery");

        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(new String(late.body(), StandardCharsets.UTF_8)).contains("five times");
        assertThat(DeskBrowser.web(world.ben).get(page).body()).contains("five times");
        var fresh = code(DeskBrowser.web(world.ben).post(page + "/pick-up/code").body());
        assertThat(plainPost(pickUp, "code=" + fresh + "&passphrase=correct-horse-battery")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/x-pkcs12");
    }

    /// By an officer, for somebody without an account; the key is made at pick-up.
    private RequestId entered(DeskWorld world) {
        var web = DeskBrowser.web(world.anna);
        var here = "/desk/" + world.desk.id() + "/requests";
        assertThat(web.get(here + "/new?profile=mail-sponsor/1").body()).contains("Enter the request");
        var answer = web.post(
                here + "/new",
                "profile",
                "mail-sponsor/1",
                "surname",
                "山田",
                "givenName",
                "次郎",
                "organisationName",
                world.name,
                "organisation",
                world.number.value(),
                "email",
                "jiro@" + world.domain,
                "key",
                "pick-up");
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var id = RequestId.of(answer.location().replaceFirst(".*/", "").replaceFirst("\\?.*", ""));
        fixture.evidence(world.anna, id, EvidenceMethod.EMPLOYER_RECORD);
        fixture.registration.check(world.anna.user(), id);
        return id;
    }

    private static Person.Answer apply(Person web, DeskWorld world, Somebody hana, String number) {
        return web.post(
                "/certificates/apply",
                "desk",
                world.desk.id().toString(),
                "profile",
                "mail-sponsor/1",
                "surname",
                "山田",
                "givenName",
                "花子",
                "organisationName",
                world.name,
                "organisation",
                number,
                "email",
                hana.email(),
                "key",
                "pick-up");
    }

    private static String code(String page) {
        var code = Pattern.compile("class=\"once\">([0-9]{8})<").matcher(page);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static String link(String mail, String start) {
        var link = Pattern.compile(Pattern.quote(start) + "\\S+").matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group();
    }

    private HttpResponse<String> plain(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Accept-Language", "en");
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /// From a browser that nobody has logged in at.
    private HttpResponse<byte[]> plainPost(String path, String fields) throws Exception {
        var token = "0123456789abcdef";
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                    .header("Accept-Language", "en")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Cookie", "XSRF-TOKEN=" + token)
                    .header("X-XSRF-TOKEN", token)
                    .POST(HttpRequest.BodyPublishers.ofString(fields));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
