package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.demo.Browser;
import wariin.demo.Browser.Refused;

/// Bad uploads over HTTP: a clear refusal in the reader's language, and nothing left behind.
@ContractTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadUploadTests {

    @Autowired
    Walk walk;

    @Autowired
    JdbcClient jdbc;

    @Value("${wariin.data}")
    Path data;

    private Browser browser;

    /// A name, what is uploaded, and a part of the sentence that must come back.
    record Bad(String fileName, byte[] content, String sentence) {
        @Override
        public String toString() {
            return fileName;
        }
    }

    static Stream<Bad> badUploads() throws IOException {
        return Stream.of(
                new Bad("empty.pdf", new byte[0], "ファイルが空です"),
                new Bad("../../etc/passwd", "root:x:0:0".getBytes(StandardCharsets.US_ASCII), "PDF ファイルではありません"),
                new Bad("<script>alert(1)</script>.pdf", "MZ".getBytes(StandardCharsets.US_ASCII), "PDF ファイルではありません"),
                new Bad("encrypted.pdf", real("encrypted-aes128-user.pdf"), "パスワードで保護された PDF"),
                new Bad("fields.pdf", tenThousandFields(), "フォーム欄が多すぎる PDF"),
                new Bad("deep.pdf", pdf("<</Type/Catalog/Pages 2 0 R/X " + "[".repeat(100_000) + ">>", ""), "PDF"));
    }

    @BeforeAll
    void signUp() {
        browser = new Browser(URI.create(walk.site().baseUrl()), "ja");
        var email = Walk.address("kaori");
        browser.get("/signup");
        var step = browser.submit("/signup", Map.of("email", email));
        browser.submit(step + "/code", Map.of("code", walk.code(email)));
        browser.submit(step, Map.of("name", "見本", "organisation", "見本商事株式会社"));
    }

    @ParameterizedTest
    @MethodSource("badUploads")
    void areRefusedInJapaneseAndLeaveNothingBehind(Bad bad) throws IOException {
        var before = leftBehind();

        var refused = catchThrowableOfType(
                Refused.class, () -> browser.upload("/api/v1/contracts", bad.fileName(), bad.content()));

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(refused.getMessage()).contains(bad.sentence()).doesNotContain("<script>", "Exception", "/etc/");
        assertThat(leftBehind()).isEqualTo(before);
    }

    private Map<String, Long> leftBehind() throws IOException {
        try (var files = Files.exists(data.resolve("vault")) ? Files.walk(data.resolve("vault")) : Stream.<Path>of()) {
            var contracts = jdbc.sql("select count(*) from contract_contract")
                    .query(Long.class)
                    .single();
            return Map.of(
                    "contracts",
                    contracts,
                    "files",
                    files.filter(Files::isRegularFile).count());
        }
    }

    private static byte[] tenThousandFields() {
        var fields = new StringBuilder();
        var objects = new StringBuilder();
        for (var n = 10; n < 10_010; n++) {
            fields.append(n).append(" 0 R ");
            objects.append(n).append(" 0 obj<</FT/Tx/T(f").append(n).append(")>>endobj\n");
        }
        return pdf("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[" + fields + "]>>>>", objects.toString());
    }

    /// Without a cross-reference table: it is rebuilt where that is possible, and the limits hold there too.
    private static byte[] pdf(String catalog, String more) {
        return ("%PDF-1.7\n1 0 obj" + catalog + "endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj\n" + more
                        + "trailer<</Root 1 0 R/Size 10010>>\nstartxref\n0\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] real(String name) throws IOException {
        try (var file = BadUploadTests.class.getResourceAsStream("/pdf/" + name)) {
            return file.readAllBytes();
        }
    }
}
