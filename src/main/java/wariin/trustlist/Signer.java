package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.time.Instant;

/// Who may sign the list: announced first, then used, then kept for the lists that it signed (TS 119 612, 5.7.1).
public record Signer(int number, X509Certificate certificate, Instant announcedAt, boolean inUse) {

    public Instant expires() {
        return certificate.getNotAfter().toInstant();
    }

    public boolean validAt(Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant()) && at.isBefore(expires());
    }
}
