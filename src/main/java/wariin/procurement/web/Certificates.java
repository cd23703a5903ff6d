package wariin.procurement.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads certificates and revocation lists as people have them at hand: PEM, bare base64 or DER.
final class Certificates {

    private static final int MOST = 20;

    private Certificates() {}

    /// Empty when there is none, or something that is none.
    static List<X509Certificate> read(String text) {
        return read(text.contains("-----BEGIN") ? text.getBytes(StandardCharsets.US_ASCII) : decoded(text));
    }

    static List<X509Certificate> read(byte[] bytes) {
        if (bytes.length == 0) return List.of();
        try {
            var found = new ArrayList<X509Certificate>();
            for (var one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                found.add((X509Certificate) one);
            }
            return found.size() > MOST ? List.of() : found;
        } catch (CertificateException | RuntimeException _) {
            return List.of();
        }
    }

    static List<X509CRL> readLists(byte[] bytes) {
        if (bytes.length == 0) return List.of();
        try {
            var found = new ArrayList<X509CRL>();
            for (var one : CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(bytes))) {
                found.add((X509CRL) one);
            }
            return found;
        } catch (CertificateException | CRLException | RuntimeException _) {
            return List.of();
        }
    }

    static List<X509CRL> readLists(String text) {
        return readLists(text.contains("-----BEGIN") ? text.getBytes(StandardCharsets.US_ASCII) : decoded(text));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text.strip());
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
