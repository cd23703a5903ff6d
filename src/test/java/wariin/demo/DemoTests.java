package wariin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.database.DatabaseTest;
import wariin.validation.Level;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.Verdict;

/// The main job by HTTP, its result judged by programs that are not ours.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTests {

    @TempDir
    static Path folder;

    @Autowired
    Demo demo;

    @Autowired
    SignatureValidation validation;

    @Autowired
    CertificationAuthority authority;

    @Value("${wariin.base-url}")
    String baseUrl;

    @BeforeAll
    void concludeTheContract() throws IOException {
        assertThat(demo.run(folder, System.nanoTime(), new Demo.Also(false, true)))
                .isTrue();
        try (var archive = new ZipFile(folder.resolve("evidence.zip").toFile())) {
            for (var entry : java.util.Collections.list(archive.entries())) {
                var target = folder.resolve("evidence").resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.write(target, archive.getInputStream(entry).readAllBytes());
            }
        }
    }

    @Test
    void concludedContractIsBaselineLtaUnderOurRootAlone() {
        var report = validation.validate(folder.resolve("concluded.pdf"), Trust.in(authority.root()));

        assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures()).hasSize(2).allSatisfy(signature -> {
            assertThat(signature.level()).isEqualTo(Level.B_LTA);
            assertThat(signature.unchangedSince()).isTrue();
        });
        assertThat(report.timestamps()).hasSize(1);
    }

    @Test
    void withoutOurRootNobodyIsTrusted() {
        var report = validation.validate(folder.resolve("concluded.pdf"), Trust.none());

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void popplerFindsBothSignaturesValid() throws Exception {
        var told = run("pdfsig", "-nocert", folder.resolve("concluded.pdf").toString());

        assertThat(told.split("Signature is Valid", -1)).as(told).hasSize(3);
        assertThat(told).contains("Total document signed");
    }

    @Test
    void qpdfFindsNothingWrong() throws Exception {
        assertThat(run("qpdf", "--check", folder.resolve("concluded.pdf").toString()))
                .contains("No syntax");
    }

    @Test
    void firstBytesAreStillTheUpload() throws Exception {
        var upload = Files.readAllBytes(folder.resolve("contract.pdf"));
        var concluded = Files.readAllBytes(folder.resolve("concluded.pdf"));

        assertThat(concluded).startsWith(upload);
    }

    @Test
    void opensslAcceptsTheSignersChainsAndTheirTimeStamps() throws Exception {
        for (var number = 1; number <= 2; number++) {
            var evidence = folder.resolve("evidence/signature-" + number);
            var crls =
                    Files.readString(evidence.resolve("crl-1.pem")) + Files.readString(evidence.resolve("crl-2.pem"));
            Files.writeString(evidence.resolve("crls.pem"), crls);
            assertThat(run(
                            "openssl",
                            "verify",
                            "-x509_strict",
                            "-crl_check_all",
                            "-CAfile",
                            folder.resolve("root.pem").toString(),
                            "-CRLfile",
                            evidence.resolve("crls.pem").toString(),
                            "-untrusted",
                            evidence.resolve("certificate-2.pem").toString(),
                            evidence.resolve("certificate-1.pem").toString()))
                    .contains("OK");
            var chain = new StringBuilder();
            try (var certificates = Files.newDirectoryStream(evidence, "certificate-*.pem")) {
                for (var certificate : certificates) chain.append(Files.readString(certificate));
            }
            Files.writeString(evidence.resolve("chain.pem"), chain);
            assertThat(run(
                            "openssl",
                            "ts",
                            "-verify",
                            "-token_in",
                            "-in",
                            evidence.resolve("timestamp.der").toString(),
                            "-data",
                            evidence.resolve("signature-value.bin").toString(),
                            "-CAfile",
                            folder.resolve("root.pem").toString(),
                            "-untrusted",
                            evidence.resolve("chain.pem").toString()))
                    .contains("Verification: OK");
        }
    }

    @Test
    void passkeysAssertionSignsTheHashThatWasSigned() throws Exception {
        for (var number = 1; number <= 2; number++) {
            var evidence = folder.resolve("evidence/signature-" + number);
            var sha256 = java.security.MessageDigest.getInstance("SHA-256");
            var challenge = java.util.Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sha256.digest(Files.readAllBytes(evidence.resolve("activation-data.bin"))));
            var clientData = Files.readAllBytes(evidence.resolve("client-data.json"));
            assertThat(new String(clientData, StandardCharsets.UTF_8)).contains(challenge);

            var signed = new java.io.ByteArrayOutputStream();
            signed.write(Files.readAllBytes(evidence.resolve("authenticator-data.bin")));
            signed.write(java.security.MessageDigest.getInstance("SHA-256").digest(clientData));
            Files.write(evidence.resolve("asserted.bin"), signed.toByteArray());
            assertThat(run(
                            "openssl",
                            "dgst",
                            "-sha256",
                            "-verify",
                            evidence.resolve("passkey.pem").toString(),
                            "-signature",
                            evidence.resolve("assertion.sig").toString(),
                            evidence.resolve("asserted.bin").toString()))
                    .contains("Verified OK");
        }
    }

    @Test
    void concludedContractNamesItsLogEntries() throws Exception {
        var pdf = Files.readString(folder.resolve("concluded.pdf"), StandardCharsets.ISO_8859_1);

        assertThat(pdf).contains("/WariinLogEntries");
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }
}
