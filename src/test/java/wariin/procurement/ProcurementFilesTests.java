package wariin.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.tsl.FineStatus;
import wariin.tsl.SampleLists;
import wariin.tsl.TrustedList;
import wariin.validation.TestContracts;
import wariin.validation.TestHierarchy;
import wariin.validation.cli.VerifyCommand;

/// `wariin verify --rule`: rules over lists as files, without a server.
class ProcurementFilesTests {

    private static final Instant NOW = Instant.now();
    private static final TestHierarchy HIERARCHY = new TestHierarchy(NOW.minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final byte[] SIGNED = CONTRACTS.sign(
            CONTRACTS.contract(),
            "PartyA",
            HIERARCHY.subscriber("CN=Anna,O=A Inc.,C=JP", Duration.ofDays(400)),
            SignatureLevel.PAdES_BASELINE_LT);

    @TempDir
    Path folder;

    private final SampleLists samples = new SampleLists(NOW);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws Exception {
        Files.write(folder.resolve("signed.pdf"), SIGNED);
        pem("root.pem", HIERARCHY.root());
        Files.write(
                folder.resolve("list.xml"),
                samples.signed(listed(FineStatus.REGISTERED, HIERARCHY.root())).xml());
        pem("list.pem", samples.signer.certificate());
        var tampered = Files.readString(folder.resolve("list.xml")).replace("Sample Provider", "Sample Pirates");
        Files.writeString(folder.resolve("tampered.xml"), tampered);
        pem("tampered.pem", samples.signer.certificate());
        Files.write(
                folder.resolve("withdrawn.xml"),
                samples.signed(listed(FineStatus.WITHDRAWN, HIERARCHY.root())).xml());
        pem("withdrawn.pem", samples.signer.certificate());
        Files.writeString(
                folder.resolve("strong.rule"),
                "# title.en: A strong key\nbits >= 256 and signature-valid and time-proven");
        Files.writeString(folder.resolve("weak.rule"), "bits >= 256 andd jts");
    }

    private TrustedList listed(FineStatus status, X509Certificate authority) {
        var start = samples.issued.minus(Duration.ofDays(25));
        var state = SampleLists.state(SampleLists.CA, status, start, SampleLists.identity(authority));
        var service = SampleLists.service(state, List.of());
        return samples.list(3, List.of(SampleLists.provider("Sample Provider", List.of(service))));
    }

    private void pem(String name, X509Certificate certificate) throws Exception {
        var pem = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
    }

    private int run(String... arguments) {
        var command = new VerifyCommand(
                new PrintWriter(out, true), new PrintWriter(err, true), folder, new ProcurementFiles());
        for (var n = 0; n < arguments.length; n++) {
            if (arguments[n].matches(".*\\.(pdf|pem|xml|rule)"))
                arguments[n] = folder.resolve(arguments[n]).toString();
        }
        return command.run(arguments);
    }

    @Test
    void exitsWithZeroWhenTheRuleIsMetByAListBesideItsSigner() {
        assertThat(run("signed.pdf", "--trust", "list.xml", "--rule", "registered-here", "--lang", "en"))
                .as(out + "\n" + err)
                .isZero();
        assertThat(out.toString()).contains("An authority registered here: Met", "is listed as good since");
    }

    @Test
    void exitsWithOneWhenTheRuleIsNotMet() {
        var status = run(
                "signed.pdf",
                "--trust",
                "withdrawn.xml",
                "--trust",
                "root.pem",
                "--rule",
                "registered-here",
                "--lang",
                "en");

        assertThat(status).as(out + "\n" + err).isEqualTo(1);
        assertThat(out.toString()).contains("Valid", "Not met", "was withdrawn");
    }

    @Test
    void exitsWithTwoWithoutAListItCanRelyOn() {
        assertThat(run("signed.pdf", "--trust", "root.pem", "--rule", "registered-here", "--lang", "en"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("Cannot be told");
        assertThat(run(
                        "signed.pdf",
                        "--trust",
                        "tampered.xml",
                        "--trust",
                        "root.pem",
                        "--rule",
                        "registered-here",
                        "--lang",
                        "ja"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("改ざんされた可能性があります");
    }

    @Test
    void readsARuleFromAFileAndPointsAtItsMistake() {
        assertThat(run("signed.pdf", "--trust", "root.pem", "--rule", "strong.rule", "--lang", "en"))
                .isZero();
        assertThat(out.toString()).contains("A strong key: Met");
        assertThat(run("signed.pdf", "--trust", "root.pem", "--rule", "weak.rule", "--lang", "en"))
                .isEqualTo(64);
        assertThat(err.toString()).contains("line 1, column 13");
        assertThat(run("signed.pdf", "--rule", "no-such-rule", "--lang", "en")).isEqualTo(64);
    }

    @Test
    void tellsProgramsToo() {
        run("signed.pdf", "--trust", "list.xml", "--rule", "registered-here", "--json", "--lang", "en");

        assertThat(out.toString()).contains("\"rule\" : \"registered-here\"", "\"outcome\" : \"PASS\"");
    }
}
