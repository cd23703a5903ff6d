package wariin.demo;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// Certificates as text (RFC 7468).
final class Pem {

    private static final int WIDTH = 64;

    private Pem() {}

    static String of(X509Certificate certificate) {
        try {
            var encoder = Base64.getMimeEncoder(WIDTH, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("The certificate cannot be encoded", broken);
        }
    }
}
