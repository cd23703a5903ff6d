package wariin.enrolment.acme;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The names in a certificate, as identifiers.
final class CertificateNames {

    private static final int MAIL = 1;
    private static final int DNS = 2;

    private CertificateNames() {}

    static Set<Identifier> of(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) return Set.of();
            return names.stream()
                    .map(name -> identifier((Integer) name.get(0), name))
                    .flatMap(java.util.Optional::stream)
                    .collect(Collectors.toSet());
        } catch (CertificateParsingException broken) {
            throw new IllegalStateException("A certificate of ours cannot be read", broken);
        }
    }

    private static java.util.Optional<Identifier> identifier(int tag, List<?> name) {
        return switch (tag) {
            case MAIL -> Identifier.email((String) name.get(1));
            case DNS -> Identifier.dns((String) name.get(1));
            default -> java.util.Optional.empty();
        };
    }
}
