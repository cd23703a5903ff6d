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
import java.util.List;
import java.util.regex.Pattern;
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

/// The desk over HTTP: what each page shows to whom, and the way of a certificate from application to pick-up.
@DatabaseTest
@Import(DeskFixture.class)
class DeskHttpTests {

    private static final List<String> DESK_PAGES = List.of(
            "", "/certificates", "/bulk", "/bulk/template.csv", "/rules", "/requests/new", "/scope", "/officers");
    private static final List<String> REQUEST_ACTS =
            List.of("submit", "withdraw", "check", "ask", "refuse", "send-code", "code", "suspend", "reinstate");

    @Autowired
    DeskFixture fixture;

    @Autowired
    JsonMapper json;

    @Value("${wariin.base-url}")
    String baseUrl;

    @Test
    void showsADeskToItsOfficersAndToNobodyElse() {
        var world = new DeskWorld(fixture);
        var other = new DeskWorld(fixture);
        var stranger = fixture.person("stranger.example");
        var request = world.checked();
        var here = "/desk/" + world.desk.id();
        for (var page : DESK_PAGES) {
            var answer = web(world.ben).get(here + page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).doesNotContain("??", "Exception");
            for (var somebody : List.of(other.anna, stranger, world.registrar)) {
                assertThat(web(somebody).get(here + page).status()).as(page).isEqualTo(404);
            }
        }
        var page = here + "/requests/" + request;
        assertThat(web(world.ben).get(page).body())
                .contains("What you sign", "山田 太郎", "Approve and sign")
                .doesNotContain("??");
        assertThat(web(world.anna).get(page).body())
                .contains("Nobody approves their own request")
                .doesNotContain("??", "Approve and sign");
        for (var somebody : List.of(other.anna, stranger)) {
            refusedEverything(web(somebody), page);
            refusedEverything(web(somebody), "/certificates/" + request);
        }
        // An officer of another desk does not come in by the address of their own.
        refusedEverything(web(other.anna), "/desk/" + other.desk.id() + "/requests/" + request);
        assertThat(web(other.anna)
                        .postJson("/desk/" + other.desk.id() + "/ballot", "{\"requests\":[\"" + request + "\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(web(world.owner).get(here + "/officers").body()).contains("Appoint an officer");
        assertThat(web(world.owner).get(here).status()).isEqualTo(404);
        assertThat(web(stranger).get("/desk").body()).contains("not an officer");
        assertThat(web(world.ben).get("/desk").location()).isEqualTo(here);
        assertThat(web(world.ben).get("/certificates").body()).contains("href=\"/desk\"");
    }

    @Test
    void speaksJapaneseOnEveryPage() {
        var world = new DeskWorld(fixture);
        var request = world.checked();
        var here = "/desk/" + world.desk.id();
        for (var page : DESK_PAGES) {
            if (page.endsWith(".csv")) continue;
            assertThat(web(world.ben).get(here + page + "?lang=ja").body())
                    .as(page)
                    .contains("lang=\"ja\"")
                    .doesNotContain("??");
        }
        assertThat(web(world.ben)
                        .get(here + "/requests/" + request + "?lang=ja")
                        .body())
                .contains("署名する内容")
                .doesNotContain("??");
        assertThat(web(world.ben).get("/certificates?lang=ja").body()).doesNotContain("??");
        assertThat(web(world.operator).get("/operator/desks?lang=ja").body()).doesNotContain("??");
        assertThat(web(world.operator)
                        .get("/operator/desks/" + world.desk.id() + "?lang=ja")
                        .body())
                .doesNotContain("??");
    }

    @Test
    void issuesWhatTwoOfficersSignInTheBrowser() {
        var world = new DeskWorld(fixture);
        var request = world.checked();
        var here = "/desk/" + world.desk.id();
        approve(world.ben, here, request);
        assertThat(web(world.ben).get(here + "/requests/" + request).body()).contains("1 of 2 officers");
        approve(world.chie, here, request);

        var page = web(world.ben).get(here + "/requests/" + request).body();
        assertThat(page).contains("The certificate", "by passkey").doesNotContain("??");
        for (var file : List.of("certificate.pem", "certificate.cer", "chain.pem", "chain.p7b")) {
            var answer = web(world.ben).get(here + "/requests/" + request + "/" + file);
            assertThat(answer.status()).as(file).isEqualTo(200);
        }
        assertThat(web(world.ben).get(here + "/certificates?q=taro").body()).contains("山田 太郎");
        var path = here + "/requests/" + request;
        assertThat(web(world.ben).post(path + "/acts/suspend", "text", "x").body())
                .doesNotContain("??");
        assertThat(web(world.ben)
                        .post(path + "/revocation", "reason", "KEY_COMPROMISE", "text", "lost")
                        .location())
                .isEqualTo(path + "?done=revoke");
        assertThat(web(world.ben).get(path).body()).contains("Revoked").doesNotContain("Revoke for ever");
    }

    @Test
    void leadsAnApplicantFromTheFormToTheFileWithTheKey() throws Exception {
        var world = new DeskWorld(fixture);
        var here = "/desk/" + world.desk.id();
        var hana = world.owner;
        var web = web(hana);
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
        assertThat(web(world.anna).post(page + "/acts/check").status()).isIn(302, 422);
        approve(world.anna, here, id);
        approve(world.ben, here, id);
        assertThat(web.get(path).body()).contains("Pick up your certificate").doesNotContain("??");
        var pickUp = link(fixture.newestMail(hana.email()), "/certificates/pickup/");
        assertThat(plain(pickUp).body()).contains("Passphrase of the file").doesNotContain("??");
        // The desk cannot see the code of somebody with an account.
        assertThat(web(world.anna).post(page + "/pick-up/code").status()).isEqualTo(404);
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
        approve(world.ben, here, id);
        approve(world.chie, here, id);
        var mail = fixture.requests.find(id).orElseThrow().registrant().email();
        var pickUp = link(fixture.newestMail(mail), "/certificates/pickup/");
        var page = here + "/requests/" + id;
        var right = code(web(world.ben).post(page + "/pick-up/code").body());
        for (var n = 0; n < 5; n++) plainPost(pickUp, "code=0&passphrase=correct-horse-battery");

        var late = plainPost(pickUp, "code=" + right + "&passphrase=correct-horse-battery");

        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(new String(late.body(), StandardCharsets.UTF_8)).contains("five times");
        assertThat(web(world.ben).get(page).body()).contains("five times");
        var fresh = code(web(world.ben).post(page + "/pick-up/code").body());
        assertThat(plainPost(pickUp, "code=" + fresh + "&passphrase=correct-horse-battery")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/x-pkcs12");
    }

    @Test
    void proposesAndSignsAStandingApproval() {
        var world = new DeskWorld(fixture);
        var here = "/desk/" + world.desk.id() + "/rules";
        var until = java.time.LocalDate.now().plusDays(60).toString();
        var fields = new String[] {
            "name",
            "Servers",
            "profile",
            "device/1",
            "organisation",
            world.number.value(),
            "organisationName",
            world.name,
            "domains",
            world.domain,
            "largest",
            "5",
            "until",
            until
        };
        assertThat(web(world.ben)
                        .post(here, "name", "x", "profile", "device/1", "largest", "many")
                        .status())
                .isEqualTo(422);
        var path = web(world.ben).post(here, fields).location();
        for (var officer : List.of(world.ben, world.chie)) {
            assertThat(web(officer).get(path).body())
                    .contains("Sign this standing approval")
                    .doesNotContain("??");
            var ballot = web(officer).postJson(path + "/ballot", "{}");
            assertThat(ballot.status()).as(ballot.body()).isEqualTo(200);
            assertThat(web(officer)
                            .postJson(path + "/approvals", signed(officer, ballot.body()))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(web(world.ben).get(here).body()).contains("in force").doesNotContain("??");
        assertThat(web(new DeskWorld(fixture).anna).get(path).status()).isEqualTo(404);
        web(world.ben).post(path + "/revocation");
        assertThat(web(world.ben).get(path).body()).contains("taken back");
    }

    @Test
    void letsOnlyTheOperatorOpenDesks() {
        var world = new DeskWorld(fixture);
        assertThat(web(world.ben).get("/operator/desks").status()).isEqualTo(403);
        var operator = web(world.operator);
        assertThat(operator.get("/operator").body()).contains("Registration desks");
        assertThat(operator.get("/operator/desks").body())
                .contains(world.desk.name())
                .doesNotContain("??");
        var company = fixture.person("new-desk.example");
        assertThat(operator.post("/operator/desks", "email", "nobody@no.example", "name", "X")
                        .status())
                .isEqualTo(422);
        var path = operator.post("/operator/desks", "email", company.email(), "name", "総務部", "approvals", "2")
                .location();
        assertThat(operator.get(path).body()).contains("総務部").doesNotContain("??");
        assertThat(operator.post(path + "/officers", "email", company.email()).status())
                .isEqualTo(302);
        assertThat(operator.post(path + "/approvals", "approvals", "3").status())
                .isEqualTo(302);
        assertThat(operator.post(path + "/state", "active", "false").status()).isEqualTo(302);
        assertThat(operator.get(path).body()).contains("Open it again").doesNotContain("??");
        // What a desk may do, the operator alone cannot say.
        assertThat(operator.post(path + "/scope", "kind", "DOMAIN", "value", "a.example.jp", "method", "WHOIS")
                        .status())
                .isEqualTo(422);
    }

    private void refusedEverything(Person web, String path) {
        assertThat(web.get(path).status()).isEqualTo(404);
        assertThat(web.get(path + "/edit").status()).isEqualTo(404);
        assertThat(web.get(path + "/chain.pem").status()).isEqualTo(404);
        for (var act : REQUEST_ACTS) {
            assertThat(web.post(path + "/acts/" + act, "text", "x").status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(web.post(path + "/revocation", "reason", "SUPERSEDED").status())
                .isEqualTo(404);
        assertThat(web.post(path + "/successor").status()).isEqualTo(404);
        assertThat(web.post(path + "/pick-up/mail").status()).isEqualTo(404);
        assertThat(web.post(path + "/pick-up/code").status()).isEqualTo(404);
        if (path.startsWith("/desk/")) {
            assertThat(web.post(path + "/evidence", "method", "CHIP", "reference", "x")
                            .status())
                    .isEqualTo(404);
        }
    }

    /// By an officer, for somebody without an account; the key is made at pick-up.
    private RequestId entered(DeskWorld world) {
        var web = web(world.anna);
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

    private void approve(Somebody officer, String here, RequestId request) {
        var web = web(officer);
        var ballot = web.postJson(here + "/ballot", "{\"requests\":[\"" + request + "\"]}");
        assertThat(ballot.status()).as(ballot.body()).isEqualTo(200);
        var answer = web.postJson(here + "/approvals", signed(officer, ballot.body()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String signed(Somebody officer, String ballot) {
        var asked = json.readTree(ballot);
        var assertion = officer.browser().sign(asked.path("passkey").toString());
        return "{\"sha256\":\"" + asked.path("sha256").asString() + "\",\"passkey\":" + assertion + "}";
    }

    private static Person web(Somebody somebody) {
        return somebody.browser().person();
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
