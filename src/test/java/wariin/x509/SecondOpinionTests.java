package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Another linter, where it is installed, finds no error in what ours lets pass.
class SecondOpinionTests {
    private static final Path ZLINT = Path.of("/usr/local/bin/zlint");
    /// It cannot read identifiers with an arc of more than 31 bits, such as those that follow from a UUID.
    private static final String SHORT_POLICY = "1.3.6.1.4.1.32473.1.3";

    private static final KeyPair ISSUER = TestAuthority.keys("secp256r1");
    static final List<CertificateProfile> PROFILES = List.of(
            CertificateProfile.PERSON,
            CertificateProfile.MAIL_SPONSOR,
            CertificateProfile.MAIL_MULTIPURPOSE,
            CertificateProfile.MAIL_ORGANISATION,
            CertificateProfile.ORGANISATION_SEAL,
            Profiles.read("qualified-seal.1"),
            CertificateProfile.ONE_SHOT,
            CertificateProfile.TIME_STAMPING_UNIT_2,
            CertificateProfile.OCSP_SIGNER);

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("PROFILES")
    void findsNothingWithKeysOnCurves(CertificateProfile profile) throws Exception {
        assertThat(errors(profile, "secp256r1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail-sponsor/1", "mail-multipurpose/1", "person/1"})
    void findsNothingWithRsa(String profile) throws Exception {
        assertThat(errors(CertificateProfile.of(profile), "RSA")).isEmpty();
    }

    private List<String> errors(CertificateProfile profile, String algorithm) throws Exception {
        assumeThat(ZLINT).exists();
        var keys = TestAuthority.keys(algorithm);
        var body = new SampleContents(ISSUER, SHORT_POLICY)
                .of(profile, keys.getPublic())
                .toBeSigned();
        var certificate = CertificateLinter.lint(body, profile, ISSUER.getPublic())
                .orThrow()
                .signedBy(bytes -> TestAuthority.sign(ISSUER, bytes));
        var file = folder.resolve("certificate.pem");
        Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        var process = new ProcessBuilder(
                        ZLINT.toString(),
                        "-includeSources",
                        "CABF_SMIME_BR,RFC5280,ETSI_ESI,Community",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new JsonMapper()
                        .readTree(output.lines()
                                .filter(line -> line.startsWith("{"))
                                .findFirst()
                                .orElseThrow())
                        .properties()
                        .stream()
                        .filter(lint -> List.of("error", "fatal")
                                .contains(lint.getValue().path("result").asString()))
                        .map(lint -> lint.getKey() + " " + lint.getValue())
                        .toList();
    }
}
