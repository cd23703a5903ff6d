package wariin.inspection;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;

/// The certificates of a service: those in the register, those at its supply points, and a sample of what it issues
/// where that is known.
@Component
class CertificatesAtHand {

    private static final List<String> ENDINGS = List.of(".cer", ".crt", ".der", ".pem");
    private static final int MOST = 20;

    private final Fetcher fetcher;
    private final CertificationAuthority authority;

    CertificatesAtHand(Fetcher fetcher, CertificationAuthority authority) {
        this.fetcher = fetcher;
        this.authority = authority;
    }

    List<X509Certificate> of(Inspected service) {
        var all = new LinkedHashSet<X509Certificate>(service.certificates());
        for (var address : addresses(service)) {
            if (all.size() < MOST && fetcher.get(address) instanceof Fetcher.Fetched.Got got) {
                PublishedCertificates.read(got.body()).ifPresent(all::add);
            }
        }
        if (service.own() && service.target().equals("ca"))
            all.add(authority.timeStampingUnit().certificate());
        return List.copyOf(all);
    }

    /// The supply points that are files of certificates.
    static List<String> addresses(Inspected service) {
        return service.service().supplyPoints().stream()
                .filter(address -> ENDINGS.stream().anyMatch(address.toLowerCase(Locale.ROOT)::endsWith))
                .toList();
    }
}
