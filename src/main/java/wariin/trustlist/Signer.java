package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import wariin.x509.Certificates;

/// Who may sign the list: announced first, then used, then kept for the lists that it signed (TS 119 612, 5.7.1).
public record Signer(int number, X509Certificate certificate, Instant announcedAt, boolean inUse) {

    public Instant expires() {
        return certificate.getNotAfter().toInstant();
    }

    /// Of the certificate, as people compare it.
    public String fingerprint() {
        return HexFormat.of().formatHex(Hash.sha256(Certificates.encoded(certificate)));
    }

    public boolean validAt(Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant()) && at.isBefore(expires());
    }
}
