package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import wariin.database.DatabaseTest;

@DatabaseTest
class VerifyPageTests {

    private static final TestHierarchy HIERARCHY =
            new TestHierarchy(Instant.now().minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final byte[] SIGNED = CONTRACTS.sign(
            CONTRACTS.contract(),
            "PartyA",
            HIERARCHY.subscriber("CN=山田 <b>花子</b>,O=A Inc.,C=JP", Duration.ofDays(400)),
            SignatureLevel.PAdES_BASELINE_T);

    @Value("${wariin.base-url}")
    String baseUrl;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void asksForAFileInBothLanguages() throws Exception {
        assertThat(get("/verify?lang=ja").body()).contains("文書を検証する", "ファイルは保存しません");
        assertThat(get("/verify?lang=en").body()).contains("Check a document", "We keep nothing");
    }

    @Test
    void saysWhoSignedAndOffersTheReport() throws Exception {
        var page = post("/verify?lang=en", SIGNED, "text/html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Indeterminate", "山田 &lt;b&gt;花子&lt;/b&gt;", "PAdES B-T", "not come from an authority");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        var link = Pattern.compile("/verify/reports/[0-9a-f]{32}/etsi.xml").matcher(page.body());
        assertThat(link.find()).isTrue();
        assertThat(get(link.group()).body())
                .contains("ValidationReport")
                .contains("urn:etsi:019102:mainindication:indeterminate");
    }

    @Test
    void refusesInOneSentenceWhatIsNoSignedPdf() throws Exception {
        assertThat(post("/verify?lang=ja", "hello".getBytes(StandardCharsets.UTF_8), "text/html")
                        .body())
                .contains("このファイルはPDFではありません。");
        assertThat(post("/verify?lang=ja", CONTRACTS.contract(), "text/html").body())
                .contains("電子署名がありません");
        assertThat(post("/verify?lang=ja", new byte[0], "text/html").body()).contains("検証するPDFを選んでください");
    }

    @Test
    void answersProgramsWithJson() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        multipart("/api/v1/validations?lang=en", SIGNED, "application/json")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"verdict\":\"INDETERMINATE\"", "\"level\":\"PAdES B-T\"", "NO_CERTIFICATE_CHAIN_FOUND");
    }

    @Test
    void keepsNothingOfTheFile() throws Exception {
        post("/verify", SIGNED, "text/html");

        assertThat(leftovers()).isZero();
    }

    private static long leftovers() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("wariin-check-"))
                    .count();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", "text/html, */*")
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] pdf, String accept) throws Exception {
        var form = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(get("/verify").body());
        var token = form.find() ? form.group(1) : "";
        return browser.send(multipart(path, pdf, accept, "_csrf", token).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder multipart(String path, byte[] pdf, String accept, String... fields) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var n = 0; n < fields.length; n += 2) {
            var part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(fields[n], fields[n + 1]);
            body.write(part.getBytes(StandardCharsets.UTF_8));
        }
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../契約.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n";
        body.write(head.getBytes(StandardCharsets.UTF_8));
        body.write(pdf);
        body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Accept", accept)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    }
}
