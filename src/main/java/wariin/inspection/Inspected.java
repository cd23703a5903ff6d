package wariin.inspection;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import wariin.register.ProviderDescription;
import wariin.register.ServiceDescription;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// A service as a check sees it: what its provider says of it, and nothing else.
///
/// @param subject the id of the service in the register or, while it has none, of its case
/// @param own one of this platform's own services
record Inspected(
        UUID subject, boolean registered, boolean own, ProviderDescription provider, ServiceDescription service) {

    String target() {
        return service.target();
    }

    /// Those of its certificates that can be read.
    List<X509Certificate> certificates() {
        return service.certificates().stream()
                .flatMap(der -> {
                    try {
                        return Stream.of(Certificates.parse(der));
                    } catch (MalformedDer _) {
                        return Stream.empty();
                    }
                })
                .toList();
    }
}
