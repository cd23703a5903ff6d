package wariin.tsl;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Lists that were accepted, ready to be asked about certificates at a time, to the second (TS 119 612, 5.5 and 5.6).
public final class ServiceIndex {

    /// A list that a validator accepted, the SHA-256 of its file in hex, and where it came from.
    public record Listed(TrustedList list, String sha256, String origin) {}

    private ServiceIndex() {}

    public static ServiceIndex of(List<Listed> lists) {
        return of(lists, Set.of());
    }

    /// Missing are the origins of lists that should be here but could not be had: no answer of NO rests without them.
    public static ServiceIndex of(List<Listed> lists, Set<String> missing) {
        throw new UnsupportedOperationException();
    }

    /// About any kind of service.
    public CertificateAnswer ask(List<X509Certificate> path, Instant at, Instant now) {
        return ask(path, at, now, Set.of());
    }

    /// The path goes from the certificate asked about towards its root; the certificate alone will do if its issuer is
    /// listed. No types given means every type of service.
    public CertificateAnswer ask(List<X509Certificate> path, Instant at, Instant now, Set<String> serviceTypes) {
        throw new UnsupportedOperationException();
    }
}
