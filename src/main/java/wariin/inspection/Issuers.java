package wariin.inspection;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// Finds the certificate whose key signed another: among those at hand, or where the certificate says that it is.
@Component
class Issuers {

    private final Fetcher fetcher;

    Issuers(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    Optional<X509Certificate> of(X509Certificate certificate, Collection<X509Certificate> atHand) {
        for (var candidate : atHand) {
            if (signed(candidate, certificate)) return Optional.of(candidate);
        }
        for (var address : Pointers.of(certificate).issuers()) {
            if (fetcher.get(address) instanceof Fetcher.Fetched.Got got) {
                try {
                    var candidate = Certificates.parse(got.body());
                    if (signed(candidate, certificate)) return Optional.of(candidate);
                } catch (MalformedDer _) {
                    continue;
                }
            }
        }
        return Optional.empty();
    }

    static boolean selfSigned(X509Certificate certificate) {
        return signed(certificate, certificate);
    }

    static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) return false;
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
