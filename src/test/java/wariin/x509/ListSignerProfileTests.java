package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The certificate of a list signer (TS 119 612, 5.7.1).
class ListSignerProfileTests {
    private static final DistinguishedName NAME = DistinguishedName.of("JP", "Sample Scheme", "Trusted list signer 1");

    @Test
    void isSelfSignedForListsAndNoAuthority() throws Exception {
        var keys = TestAuthority.keys("secp256r1");

        var certificate = CertificateLinter.lint(
                        content(keys, keys, CertificateProfile.LIST_SIGNER).toBeSigned(),
                        CertificateProfile.LIST_SIGNER,
                        keys.getPublic())
                .orThrow()
                .signedBy(body -> TestAuthority.sign(keys, body));

        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("0.4.0.2231.3.0");
        assertThat(certificate.getKeyUsage()).startsWith(true, true, false, false, false, false, false);
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(certificate.getIssuerX500Principal());
        assertThat(certificate.getExtensionValue("2.5.29.14")).isNotNull();
        assertThat(certificate.getExtensionValue("2.5.29.19")).isNotNull();
    }

    @Test
    void isRefusedWhenAnotherKeySignsOrItClaimsToBeAnotherProfile() {
        var keys = TestAuthority.keys("secp256r1");
        var other = TestAuthority.keys("secp256r1");

        assertThat(CertificateLinter.lint(
                        content(keys, other, CertificateProfile.LIST_SIGNER).toBeSigned(),
                        CertificateProfile.LIST_SIGNER,
                        other.getPublic()))
                .isInstanceOf(LintOutcome.Failed.class);
        assertThat(CertificateLinter.lint(
                        content(keys, keys, CertificateProfile.ROOT).toBeSigned(),
                        CertificateProfile.LIST_SIGNER,
                        keys.getPublic()))
                .isInstanceOf(LintOutcome.Failed.class);
    }

    private static CertificateContent content(KeyPair subject, KeyPair issuer, CertificateProfile profile) {
        var from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new CertificateContent(
                profile,
                SerialNumber.random(new SecureRandom()),
                NAME.principal(),
                NAME,
                from,
                from.plus(Duration.ofDays(1096)),
                subject.getPublic(),
                issuer.getPublic(),
                null,
                null,
                List.of(),
                null);
    }
}
