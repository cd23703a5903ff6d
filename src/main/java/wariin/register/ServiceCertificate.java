package wariin.register;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// A digital identity of a service as people compare it: who it names, its key and its fingerprint.
///
/// @param keySha256 hash of the public key with its algorithm; the same key is the same identity
/// @param keyIdentifier the subject key identifier (RFC 5280, 4.2.1.2), in hex
/// @param fingerprint SHA-256 of the certificate, in hex
public record ServiceCertificate(
        String subject,
        String issuer,
        String keySha256,
        String keyIdentifier,
        String fingerprint,
        Instant notBefore,
        Instant notAfter,
        byte[] der) {

    private static final String KEY_IDENTIFIER = "2.5.29.14";
    private static final HexFormat HEX = HexFormat.of();

    /// @throws RefusedEntry when the bytes are no certificate
    public static ServiceCertificate of(byte[] der) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
            var key = certificate.getPublicKey().getEncoded();
            return new ServiceCertificate(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    HEX.formatHex(digest("SHA-256", key)),
                    HEX.formatHex(keyIdentifier(certificate, key)),
                    HEX.formatHex(digest("SHA-256", certificate.getEncoded())),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    certificate.getEncoded());
        } catch (CertificateException | ClassCastException _) {
            throw new RefusedEntry(RefusedEntry.Why.NOT_A_CERTIFICATE);
        }
    }

    /// What the certificate says of its key; else the usual hash of the key's bits.
    private static byte[] keyIdentifier(X509Certificate certificate, byte[] key) {
        var extension = certificate.getExtensionValue(KEY_IDENTIFIER);
        // An octet string in an octet string, both short: two bytes of header each.
        if (extension != null && extension.length > 4 && extension[1] == extension.length - 2) {
            return Arrays.copyOfRange(extension, 4, extension.length);
        }
        return digest("SHA-1", key);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
