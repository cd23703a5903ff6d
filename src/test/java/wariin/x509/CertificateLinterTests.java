package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateLinterTests {
    private static final TestAuthority ROOT = TestAuthority.root("secp384r1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "RSA"})
    void passesEveryProfileAndOpenSslAgrees(String algorithm) throws Exception {
        var keys = TestAuthority.keys(algorithm);
        write("root.pem", ROOT.certificate().getEncoded());
        write("unit.pem", ROOT.issue(ROOT.unit(keys)).getEncoded());
        write(
                "subscriber.pem",
                ROOT.issue(ROOT.subscriber(keys, "hanako@例え.jp")).getEncoded());
        write("issuing.pem", ROOT.issue(ROOT.issuing(keys)).getEncoded());
        write("responder.pem", ROOT.issue(ROOT.responder(keys)).getEncoded());
        var openssl = new OpenSsl(folder);

        var verified = openssl.run(
                "verify",
                "-x509_strict",
                "-CAfile",
                "root.pem",
                "unit.pem",
                "subscriber.pem",
                "issuing.pem",
                "responder.pem");
        var forStamps =
                openssl.run("verify", "-x509_strict", "-purpose", "timestampsign", "-CAfile", "root.pem", "unit.pem");
        var text = openssl.run("x509", "-in", "subscriber.pem", "-noout", "-text", "-nameopt", "utf8");

        assertThat(verified)
                .isEqualTo(new OpenSsl.Result(
                        0, "unit.pem: OK\nsubscriber.pem: OK\nissuing.pem: OK\nresponder.pem: OK\n"));
        assertThat(forStamps.status()).isZero();
        assertThat(text.output())
                .contains("株式会社 髙﨑", "NTRJP-7000012050002", "email:hanako@xn--r8jz45g.jp", "Non Repudiation");
    }

    @Test
    void writesAnAddressWithAForeignLocalPartAsSmtpUtf8Mailbox() {
        var certificate = ROOT.issue(ROOT.subscriber(TestAuthority.keys("secp256r1"), "花子@example.jp"));

        assertThat(certificate.getNonCriticalExtensionOIDs()).contains("2.5.29.17");
    }

    @Test
    void findsWhatDoesNotFitTheProfile() {
        var keys = TestAuthority.keys("secp256r1");
        var good = ROOT.subscriber(keys, "a@example.jp");

        assertThat(findings(good, CertificateProfile.ISSUING))
                .anyMatch(finding -> finding.startsWith("key-usage: "))
                .anyMatch(finding ->
                        finding.equals("extension-missing: An extension is missing: basicConstraints (RFC 5280, 4.2)"));
        assertThat(findings(with(good, subject(null, "A\u0007B")), good.profile()))
                .containsExactly("attribute-control: An attribute has a control or invisible character: "
                        + "subject commonName (RFC 4518, 2.2)");
        assertThat(findings(with(good, subject("NTRJP-123", "A")), good.profile()))
                .singleElement(STRING)
                .startsWith("organisation-identifier: ");
        assertThat(findings(with(good, subject(null, "字".repeat(65))), good.profile()))
                .singleElement(STRING)
                .startsWith("attribute-too-long: ");
        assertThat(findings(with(good, subject(null, " A")), good.profile()))
                .singleElement(STRING)
                .startsWith("attribute-space: ");
        assertThat(findings(with(good, Duration.ofDays(826)), good.profile()))
                .singleElement(STRING)
                .startsWith("validity-too-long: ");
        assertThat(findings(ROOT.subscriber(ROOT.keys(), "a@example.jp"), good.profile()))
                .singleElement(STRING)
                .startsWith("key-of-issuer: ");
        assertThat(findings(ROOT.subscriber(TestAuthority.keys("secp521r1"), null), good.profile()))
                .singleElement(STRING)
                .startsWith("ec-curve: ");
    }

    @Test
    void findsEveryFlippedBitThatItCanSee() {
        var keys = TestAuthority.keys("secp256r1");
        var body = ROOT.subscriber(keys, "a@example.jp").toBeSigned();
        body[1] ^= 1;

        assertThat(CertificateLinter.lint(
                        body, CertificateProfile.SUBSCRIBER, ROOT.keys().getPublic()))
                .isInstanceOf(LintOutcome.Failed.class);
        assertThat(CertificateLinter.lint(
                        new byte[] {0x30, 3},
                        CertificateProfile.ROOT,
                        ROOT.keys().getPublic()))
                .isInstanceOf(LintOutcome.Failed.class);
    }

    private static List<String> findings(CertificateContent content, CertificateProfile profile) {
        return switch (CertificateLinter.lint(
                content.toBeSigned(), profile, ROOT.keys().getPublic())) {
            case LintOutcome.Passed _ -> List.of();
            case LintOutcome.Failed(var findings) -> findings;
        };
    }

    private static UnaryOperator<DistinguishedName> subject(String identifier, String name) {
        return old -> new DistinguishedName(old.country(), old.organisation(), identifier, name, old.serialNumber());
    }

    private static CertificateContent with(CertificateContent old, UnaryOperator<DistinguishedName> subject) {
        return with(old, subject.apply(old.subject()), old.notAfter());
    }

    private static CertificateContent with(CertificateContent old, Duration validity) {
        return with(old, old.subject(), old.notBefore().plus(validity));
    }

    private static CertificateContent with(CertificateContent old, DistinguishedName subject, Instant notAfter) {
        return new CertificateContent(
                old.profile(),
                old.serial(),
                old.issuer(),
                subject,
                old.notBefore(),
                notAfter,
                old.subjectKey(),
                old.issuerKey(),
                old.dissemination(),
                old.policy(),
                old.names(),
                null);
    }

    private void write(String name, byte[] der) throws Exception {
        var pem = "-----BEGIN CERTIFICATE-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
        Files.writeString(folder.resolve(name), pem);
    }
}
