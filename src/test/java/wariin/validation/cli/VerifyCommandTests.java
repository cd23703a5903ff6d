package wariin.validation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.validation.TestContracts;
import wariin.validation.TestHierarchy;

class VerifyCommandTests {

    private static final TestHierarchy HIERARCHY =
            new TestHierarchy(Instant.now().minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final byte[] SIGNED = CONTRACTS.sign(
            CONTRACTS.contract(),
            "PartyA",
            HIERARCHY.subscriber("CN=Anna,O=A Inc.,C=JP", Duration.ofDays(400)),
            SignatureLevel.PAdES_BASELINE_LT);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws Exception {
        Files.write(folder.resolve("signed.pdf"), SIGNED);
        Files.write(folder.resolve("plain.pdf"), CONTRACTS.contract());
        var broken = SIGNED.clone();
        broken[60] ^= 1;
        Files.write(folder.resolve("broken.pdf"), broken);
        var pem = Base64.getMimeEncoder().encodeToString(HIERARCHY.root().getEncoded());
        Files.writeString(
                folder.resolve("root.pem"), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    }

    private int run(String... arguments) {
        var command = new VerifyCommand(new PrintWriter(out, true), new PrintWriter(err, true), folder);
        for (var n = 0; n < arguments.length; n++) {
            if (arguments[n].matches(".*\\.(pdf|pem|xml)"))
                arguments[n] = folder.resolve(arguments[n]).toString();
        }
        return command.run(arguments);
    }

    @Test
    void exitsWithZeroWhenAllPassed() {
        assertThat(run("signed.pdf", "--trust", "root.pem", "--lang", "en")).isZero();
        assertThat(out.toString()).contains("signed.pdf: Valid", "Signed by                     Anna", "PAdES B-LT");
    }

    @Test
    void takesAnchorsFromFilesOfAuthoritiesOnly() throws Exception {
        assertThat(run("signed.pdf", "--lang", "en")).isEqualTo(2);
        assertThat(run("signed.pdf", "--anchor", "root.pem", "--lang", "en")).isZero();
        assertThat(out.toString()).contains("Trusted because of", "Test Root, given with the question");

        Files.write(folder.resolve("nothing.pem"), new byte[] {1, 2, 3});
        assertThat(run("signed.pdf", "--anchor", "nothing.pem", "--lang", "ja")).isEqualTo(64);
        assertThat(err.toString()).contains("認証局の証明書を読めません");
    }

    @Test
    void exitsWithOneWhenAnyFailed() {
        assertThat(run("signed.pdf", "broken.pdf", "--trust", "root.pem", "--lang", "ja"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("無効", "改ざん");
    }

    @Test
    void exitsWithTwoWithoutTrust() {
        assertThat(run("signed.pdf", "--lang", "en")).isEqualTo(2);
        assertThat(err.toString()).contains("No trusted authority");
    }

    @Test
    void takesTrustFromTheFolderBesideIt() throws IOException {
        Files.createDirectories(folder.resolve("trust"));
        Files.copy(folder.resolve("root.pem"), folder.resolve("trust/root.pem"));

        assertThat(run("signed.pdf")).isZero();
    }

    @Test
    void exitsWithThreeForWhatIsNoSignedPdf() {
        assertThat(run("plain.pdf", "--trust", "root.pem", "--lang", "en")).isEqualTo(3);
        assertThat(out.toString()).contains("no electronic signature");
    }

    @Test
    void exitsWithSixtyFourForWrongUse() {
        assertThat(run()).isEqualTo(64);
        assertThat(run("--speed", "signed.pdf")).isEqualTo(64);
        assertThat(run("missing.pdf")).isEqualTo(64);
        assertThat(run("signed.pdf", "--trust", "plain.pdf")).isEqualTo(64);
        assertThat(run("signed.pdf", "--trust")).isEqualTo(64);
        assertThat(run("--help")).isZero();
    }

    @Test
    void writesJsonAndTheReportOfTheStandard() throws IOException {
        assertThat(run("signed.pdf", "--trust", "root.pem", "--json", "--etsi-report", "report.xml", "--lang", "en"))
                .isZero();
        assertThat(out.toString()).contains("\"verdict\" : \"TOTAL_PASSED\"", "\"level\" : \"PAdES B-LT\"");
        assertThat(Files.readString(folder.resolve("report.xml"))).contains("mainindication:total-passed");
    }
}
