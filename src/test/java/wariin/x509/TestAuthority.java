package wariin.x509;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A root with its key in memory, and what it issues, for tests of the formats.
public record TestAuthority(KeyPair keys, X509Certificate certificate) {
    private static final DistinguishedName NAME = DistinguishedName.of("JP", "試験", "Test Root");
    public static final CertificateContent.Dissemination PLACES = new CertificateContent.Dissemination(
            "http://pki.example/root.crl",
            "http://pki.example/root.cer",
            "http://pki.example/ocsp",
            "http://pki.example/cps");

    public static TestAuthority root(String algorithm) {
        var keys = keys(algorithm);
        var content = content(CertificateProfile.ROOT, NAME, keys, keys, null, null);
        return new TestAuthority(keys, signed(content, keys));
    }

    public X509Certificate issue(CertificateContent content) {
        return signed(content, keys);
    }

    public CertificateContent unit(KeyPair subject) {
        var name = DistinguishedName.of("JP", "試験", "Test Unit");
        return content(CertificateProfile.TIME_STAMPING_UNIT, name, subject, keys, PLACES, null)
                .withKeyUsagePeriod(Duration.ofDays(10));
    }

    public CertificateContent issuing(KeyPair subject) {
        var name = DistinguishedName.of("JP", "試験", "Test Issuing");
        return content(CertificateProfile.ISSUING, name, subject, keys, PLACES, "2.5.29.32.0");
    }

    public CertificateContent responder(KeyPair subject) {
        var name = DistinguishedName.of("JP", "試験", "Test Responder");
        return content(CertificateProfile.OCSP_SIGNER, name, subject, keys, PLACES, null);
    }

    public CertificateContent subscriber(KeyPair subject, String email) {
        var name = new DistinguishedName("JP", "株式会社 髙﨑", "NTRJP-7000012050002", "山田 花子", "W01");
        var plain = content(CertificateProfile.SUBSCRIBER, name, subject, keys, PLACES, "2.25.1.1");
        return new CertificateContent(
                plain.profile(),
                plain.serial(),
                plain.issuer(),
                plain.subject(),
                plain.notBefore(),
                plain.notAfter(),
                plain.subjectKey(),
                plain.issuerKey(),
                plain.dissemination(),
                plain.policy(),
                email == null ? List.of() : List.of(new AlternativeName.Mailbox(email)),
                null);
    }

    private static CertificateContent content(
            CertificateProfile profile,
            DistinguishedName subject,
            KeyPair subjectKeys,
            KeyPair issuerKeys,
            CertificateContent.Dissemination places,
            String policy) {
        var from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(5);
        return new CertificateContent(
                profile,
                SerialNumber.random(new SecureRandom()),
                NAME.principal(),
                subject,
                from,
                from.plus(Duration.ofDays(30)),
                subjectKeys.getPublic(),
                issuerKeys.getPublic(),
                places,
                policy,
                List.of(),
                null);
    }

    private static X509Certificate signed(CertificateContent content, KeyPair issuer) {
        var linted = CertificateLinter.lint(content.toBeSigned(), content.profile(), issuer.getPublic())
                .orThrow();
        return linted.signedBy(body -> sign(issuer, body));
    }

    public static byte[] sign(KeyPair keys, byte[] message) {
        try {
            var signature = Signature.getInstance(
                    SignatureAlgorithm.of(keys.getPublic()).jcaName());
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void requireSigned(KeyPair keys, byte[] message, byte[] value) {
        try {
            var signature = Signature.getInstance(
                    SignatureAlgorithm.of(keys.getPublic()).jcaName());
            signature.initVerify(keys.getPublic());
            signature.update(message);
            if (!signature.verify(value)) throw new IllegalStateException("The signature does not verify");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair keys(String algorithm) {
        try {
            if (algorithm.equals("RSA")) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(3072);
                return generator.generateKeyPair();
            }
            if (algorithm.startsWith("ML-DSA"))
                return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(algorithm));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
