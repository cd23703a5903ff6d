package wariin.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.journal.Journal;
import wariin.notify.Outbox;
import wariin.x509.CertificateProfile;

@DatabaseTest
@TestPropertySource(properties = {"wariin.test.platform=practice", "wariin.ca.subscriber-validity=321d"})
class StatementsTests {

    @Autowired
    private Statements statements;

    @Autowired
    private Supplements supplements;

    @Autowired
    private CertificationAuthority authority;

    @Autowired
    private Journal journal;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcTemplate sql;

    @Value("${wariin.base-url}")
    private String baseUrl;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void saysWhatIsConfiguredInBothLanguages() throws Exception {
        for (var language : new String[] {"ja", "en"}) {
            var page = get("/pki/cps", language);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("321", baseUrl + "/ocsp", "<table>")
                    .doesNotContain("${", "[(", "[#", "practice.", "ra.method", "null");
            for (var one : authority.authorities().values()) {
                var name = one.getSubjectX500Principal().getName().replaceFirst(".*?CN=([^,]+).*", "$1");
                assertThat(page.body()).contains(name);
            }
            for (var profile : CertificateProfile.all()) assertThat(page.body()).contains(profile.sha256());
        }
        assertThat(get("/pki/cps", "ja").body()).contains("認証業務運用規程", "監査を記載していません");
        assertThat(get("/pki/pds", "en").body()).contains("Disclosure statement for subscribers");
        assertThat(get("/pki/tds", "ja").body()).contains("タイムスタンプ業務の開示文書", "tsu-1");
    }

    @Test
    void servesTheProfileWhoseHashItNames() throws Exception {
        var file = get("/pki/profiles/person.1.json", "en");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).contains("\"organizationIdentifier\"");
        assertThat(get("/pki/profiles/person.9.json", "en").statusCode()).isEqualTo(404);
    }

    @Test
    void makesAVersionWhenTheOperatorStatesSomethingAndNoneOtherwise() throws Exception {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var before = statements.inForce(StatementDocument.CPS).version();
        statements.publishChanges();
        assertThat(statements.inForce(StatementDocument.CPS).version()).isEqualTo(before);

        var answer = state(operator, "audit", "監査法人による審査を受けています <b>", "Audited by a <script>third</script> party");
        assertThat(answer.statusCode()).isEqualTo(302);
        var now = statements.inForce(StatementDocument.CPS);
        assertThat(now.version()).isEqualTo(before + 1);
        assertThat(get("/pki/cps", "en").body())
                .contains("&lt;script&gt;third")
                .doesNotContain("<script>third", "not stated any audit");
        assertThat(get("/pki/cps/" + before, "en").body()).contains("no longer in force", "not stated any audit");
        assertThat(get("/pki/cps/history", "en").body()).contains(HexFormat.of().formatHex(now.digest()));

        var entries = journal.about("cps");
        assertThat(entries.getLast().act().facts()).containsEntry("sha256", hash(now));
        assertThat(get("/pki/cps/" + now.version() + "/en.md", "ja").body())
                .isEqualTo(now.text().en());
    }

    @Test
    void refusesOneLanguageAloneAndKeepsWhatWasTyped() throws Exception {
        var operator = Operator.signedUp(baseUrl, outbox, sql);
        var answer = state(operator, "law", "", "The law of Japan");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("The law of Japan").containsAnyOf("in Japanese too", "日本語でも");
        assertThat(supplements.stated()).doesNotContainKey(Section.LAW);
        assertThat(state(operator, "nothing", "a", "b").statusCode()).isEqualTo(404);
    }

    @Test
    void letsNobodyButTheOperatorState() throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/operator/practice"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isIn(302, 401, 403);
    }

    private static String hash(Statement statement) throws Exception {
        var whole = statement.text().ja() + "\0" + statement.text().en();
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> state(Operator operator, String section, String ja, String en) {
        var form = "ja=" + encoded(ja) + "&en=" + encoded(en);
        return operator.form("/operator/practice/" + section, form);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Accept-Language", language);
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
