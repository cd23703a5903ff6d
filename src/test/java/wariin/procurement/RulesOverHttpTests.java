package wariin.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.identity.Person;
import wariin.notify.Outbox;
import wariin.site.Bilingual;
import wariin.tsl.SampleKeys;
import wariin.tsl.SampleKeys.Use;
import wariin.tsl.SampleLists;

/// Rules as people, programs and the operator meet them.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=rules") // one that nobody else changes
class RulesOverHttpTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    RuleRegister register;

    @Autowired
    RuleBook book;

    @Autowired
    Sources sources;

    @Autowired
    Rules rules;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    Clock clock;

    @Autowired
    JsonMapper json;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void addARuleInForce() {
        var text = "list(name = \"sample\") and key = ec";
        var title = Bilingual.of("見本のリスト", "The sample list");
        var from = clock.instant().minus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS);
        register.add(new RuleVersion("sample-list", 1, title, title, text, from, false), clock.instant(), "test");
        book.forget();
    }

    private SampleLists imported(long sequence) {
        var samples = new SampleLists(clock.instant());
        var list = samples.list(sequence, samples.small().providers());
        var outcome = sources.importList(
                "sample-" + sequence, samples.signed(list).xml(), der(samples.signer.certificate()), "test");
        assertThat(outcome).isInstanceOf(SourceImport.Imported.class);
        return samples;
    }

    @Test
    void signsAnAnswerThatOthersCanCheckAlone() throws Exception {
        var person = person();
        var answer = ask("registered-here", "{\"certificate\": \"" + base64(person) + "\"}");
        var keys = JWKSet.parse(get("/rules/answers.jwks").body());

        var body = json.readTree(answer.body());
        var signed = JWSObject.parse(body.get("jws").asString());
        var key = keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(signed.verify(new ECDSAVerifier(key))).isTrue();
        var payload = json.readTree(signed.getPayload().toString());
        assertThat(payload.get("verdict").asString()).isEqualTo("INDETERMINATE");
        assertThat(payload.get("iss").asString()).isEqualTo(baseUrl);
        assertThat(payload.get("rule").get("name").asString()).isEqualTo("registered-here");
        assertThat(payload.get("question").get("certificateSha256").asString())
                .isEqualTo(AuditJudge.fingerprint(person));
        assertThat(payload.get("reasons").get(0).get("ja").asString()).isNotEmpty();
        assertThat(payload.get("sources").get(0).get("state").asString()).isEqualTo("ABSENT");
        var forged = body.get("jws").asString().split("\\.");
        var other = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"verdict\":\"PASS\"}".getBytes());
        assertThat(JWSObject.parse(forged[0] + "." + other + "." + forged[2]).verify(new ECDSAVerifier(key)))
                .isFalse();
    }

    @Test
    void signsSoThatOpensslCanCheckIt() throws Exception {
        var jws = json.readTree(ask("registered-here", "{\"corporateNumber\": \"1010405009403\"}")
                        .body())
                .get("jws")
                .asString()
                .split("\\.");
        var key = JWKSet.parse(get("/rules/answers.jwks").body())
                .getKeys()
                .getFirst()
                .toECKey();
        var folder = Files.createTempDirectory("wariin-answer");
        var pem = Base64.getMimeEncoder().encodeToString(key.toECPublicKey().getEncoded());
        Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
        Files.writeString(folder.resolve("input"), jws[0] + "." + jws[1]);
        var signature = com.nimbusds.jose.crypto.impl.ECDSA.transcodeSignatureToDER(
                Base64.getUrlDecoder().decode(jws[2]));
        Files.write(folder.resolve("signature"), signature);

        var openssl = new ProcessBuilder(
                        "openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "input")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Verified OK");
        assertThat(openssl.waitFor()).isZero();
    }

    @Test
    void answersOverAnImportedListAndRefusesToGoBack() throws Exception {
        var samples = new SampleLists(clock.instant());
        var seven = samples.signed(samples.small()).xml();
        var six = samples.signed(samples.list(6, samples.small().providers())).xml();
        var signer = der(samples.signer.certificate());
        var tampered = new String(seven, StandardCharsets.UTF_8).replace("Sample Provider", "Sample Pirates");

        assertThat(sources.importList("sample", tampered.getBytes(StandardCharsets.UTF_8), signer, "test"))
                .isInstanceOf(SourceImport.Refused.class);
        assertThat(sources.importList("sample", seven, der(samples.stranger.certificate()), "test"))
                .isInstanceOf(SourceImport.Refused.class);
        assertThat(sources.importList("sample", seven, signer, "test")).isInstanceOf(SourceImport.Imported.class);
        assertThat(sources.importList("sample", seven, signer, "test")).isInstanceOf(SourceImport.Known.class);
        assertThat(sources.importList("sample", six, signer, "test")).isInstanceOf(SourceImport.Refused.class);

        var leaf = SampleKeys.issued(
                "CN=Someone,C=JP",
                samples.authority,
                Use.PERSON,
                clock.instant().minus(Duration.ofDays(150)),
                clock.instant().plus(Duration.ofDays(100)));
        var now = ask("sample-list", "{\"certificate\": \"" + base64(leaf.certificate()) + "\"}");
        var suspended = clock.instant().minus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);
        var then = ask(
                "sample-list",
                "{\"certificate\": \"" + base64(leaf.certificate()) + "\", \"at\": \"" + suspended + "\"}");

        assertThat(verdict(now)).isEqualTo("PASS");
        assertThat(json.readTree(now.body())
                        .get("citations")
                        .get(0)
                        .get("sequence")
                        .asInt())
                .isEqualTo(7);
        assertThat(verdict(then)).isEqualTo("FAIL");
        var raw = client.send(
                request("/api/v1/rules/sample-list/answers")
                        .header("Content-Type", "application/pkix-cert")
                        .POST(BodyPublishers.ofByteArray(leaf.certificate().getEncoded()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(verdict(raw)).isEqualTo("PASS");
        assertThat(imported(9).issued).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing-here | {\"corporateNumber\": \"1010405009403\"} | 404 | unknown-rule",
                "registered-here | {} | 422 | question-unclear",
                "registered-here | {\"certificate\": \"x\", \"corporateNumber\": \"1\"} | 422 | question-unclear",
                "registered-here | {\"corporateNumber\": \"1010405009404\"} | 422 | number-wrong",
                "registered-here | {\"certificate\": \"AAAA\"} | 422 | certificate-unreadable",
                "registered-here | {\"certificate\": | 400 | not-json",
                "registered-here | [1] | 400 | not-json",
                "registered-here | null | 400 | not-json",
                "registered-here | {\"corporateNumber\": \"1010405009403\", \"at\": \"2999-01-01T00:00:00Z\"} | 422 | time-to-come",
                "registered-here | {\"corporateNumber\": \"1010405009403\", \"at\": \"yesterday\"} | 422 | time-wrong",
                "registered-here | {\"corporateNumber\": \"1010405009403\", \"at\": \"-999999999-01-01T00:00:00Z\"} | 422 | time-wrong"
            })
    void refusesBadQuestionsInOneSentence(String rule, String question, int status, String kind) throws Exception {
        var answer = ask(rule, question);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:wariin:problem:" + kind).doesNotContain("Exception");
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        var answer = ask("registered-here", "{\"certificate\": \"" + "A".repeat(600_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void showsRulesToEverybodyInBothLanguages() throws Exception {
        assertThat(get("/rules?lang=en").body()).contains("Procurement rules", "public-procurement-2018");
        assertThat(get("/rules?lang=ja").body()).contains("調達要件", "判断することはありません");
        var rule = get("/rules/public-procurement-2018?lang=ja");
        assertThat(rule.body()).contains("(webtrust or etsi or jts)", "第1版", "WebTrust for CA");
        assertThat(get("/rules/no-such-rule").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/rules").body()).contains("registered-here");
    }

    @Test
    void answersOnThePageWithoutAnAccount() throws Exception {
        var answered = form(Map.of("rule", "registered-here", "number", "1010405009403"));
        var empty = form(Map.of("rule", "registered-here"));
        var pasted = form(Map.of("rule", "registered-here", "certificate", "<script>alert(1)</script>"));

        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(answered.body()).contains("Cannot be told", "Do not take this as a yes");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(pasted.statusCode()).isEqualTo(422);
        assertThat(pasted.body()).doesNotContain("<script>alert");
    }

    @Test
    void letsTheOperatorWritePreviewAndTakeBack() {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var from = "2099-01-01T09:00";
        var wrong =
                operator.post("/operator/rules?act=preview&name=lasting&titleEn=Lasting&text=jts%20orr&from=" + from);
        var preview = operator.post("/operator/rules?act=preview&name=lasting&titleEn=Lasting&text=jts&from=" + from);
        var early = operator.post(
                "/operator/rules?act=publish&name=lasting&titleEn=Lasting&text=jts&from=2020-01-01T09:00");
        var done = operator.post("/operator/rules?act=publish&name=lasting&titleEn=Lasting&text=jts&from=" + from);

        assertThat(wrong.body()).contains("Line 1, column 5", "    ^");
        assertThat(preview.body()).contains("It is listed as good in this register");
        assertThat(early.body()).contains("comes into force in the future");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(book.versions("lasting")).hasSize(1);
        assertThat(book.find("lasting")).isEmpty();
        operator.post("/operator/rules/lasting/1/take-back");
        assertThat(book.versions("lasting")).isEmpty();
        operator.post("/operator/rules/registered-here/1/take-back");
        assertThat(book.find("registered-here")).isPresent();
    }

    @Test
    void keepsARuleInForceAsItIs() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> sql.update("update procurement_rule set text = 'jts' where name = 'registered-here'"))
                .hasMessageContaining("only added to");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> sql.update("delete from procurement_rule where name = 'registered-here'"))
                .hasMessageContaining("never taken back");
    }

    @Test
    void takesACcadbFileOnceAndSaysWhatIsWrongWithAnother() {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var facts = new RuleFacts();
        var file = CcadbFileTests.file(CcadbFileTests.row(AuditJudge.fingerprint(facts.otherAuthority.certificate())));

        assertThat(told(operator, file)).contains("Imported: 1 entries");
        assertThat(told(operator, file)).contains("nothing has changed");
        assertThat(told(operator, "a,b\n1,2\n".getBytes())).contains("is missing");
    }

    @Test
    void keepsMembersOutOfTheOperatorsPages() {
        var member = Person.signedUp(baseUrl, "m" + System.nanoTime() + "@example.jp", "A", outbox);

        assertThat(member.get("/operator/rules").status()).isEqualTo(403);
        assertThat(member.post("/operator/rules", "name", "x").status()).isEqualTo(403);
    }

    private String told(Operator operator, byte[] file) {
        var answer = operator.upload("/operator/rules/ccadb", "records.csv", file);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private X509Certificate person() {
        var samples = new SampleLists(clock.instant());
        return SampleKeys.issued(
                        "CN=Someone,C=JP",
                        samples.authority,
                        Use.PERSON,
                        clock.instant().minus(Duration.ofDays(1)),
                        clock.instant().plus(Duration.ofDays(100)))
                .certificate();
    }

    private String verdict(HttpResponse<String> answer) {
        JsonNode body = json.readTree(answer.body());
        return body.get("verdict").asString();
    }

    private HttpResponse<String> ask(String rule, String question) throws Exception {
        return client.send(
                request("/api/v1/rules/" + rule + "/answers")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(question))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> form(Map<String, String> fields) throws Exception {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--part\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes("--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return client.send(
                request("/rules")
                        .header("Content-Type", "multipart/form-data; boundary=part")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).header("Accept", "*/*").build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Accept-Language", "en");
    }

    private static String base64(X509Certificate certificate) {
        return Base64.getEncoder().encodeToString(der(certificate));
    }

    private static byte[] der(X509Certificate certificate) {
        return wariin.x509.Certificates.encoded(certificate);
    }
}
