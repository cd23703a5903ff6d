package wariin.ca;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.x509.SerialNumber;

/// Issues and revokes certificates and says what they are worth now (EN 319 411-1, 6.3 and 6.4).
@Service
public class CertificationAuthority {

    CertificationAuthority() {}

    /// The trust anchor.
    public X509Certificate root() {
        throw new UnsupportedOperationException();
    }

    /// From the certificate itself up to the root.
    public List<X509Certificate> chain(X509Certificate leaf) {
        throw new UnsupportedOperationException();
    }

    /// The issued certificate with this serial number.
    public Optional<X509Certificate> find(SerialNumber serial) {
        throw new UnsupportedOperationException();
    }

    /// Issues in two transactions around the key: never call it inside one.
    public X509Certificate issue(SubscriberRequest request) {
        throw new UnsupportedOperationException();
    }

    /// Revokes for ever; status answers say so at once.
    public RevocationOutcome revoke(SerialNumber serial, RevocationReason reason, String requester) {
        throw new UnsupportedOperationException();
    }

    /// Certificates, answers and lists for the chain of this certificate and that of the time-stamping unit.
    public StatusEvidence evidenceFor(X509Certificate leaf) {
        throw new UnsupportedOperationException();
    }
}
