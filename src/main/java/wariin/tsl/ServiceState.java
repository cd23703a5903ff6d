package wariin.tsl;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.KeyIdentifier;
import wariin.x509.MalformedDer;

/// What was true of a service from a time on (TS 119 612, 5.5.1 to 5.5.5 and 5.5.9, and 5.6).
public record ServiceState(
        String type,
        List<LangText> names,
        Identity identity,
        String status,
        Instant start,
        List<Extension> extensions) {

    /// The key or, without a key, the address that stands for a service (5.5.3). The key identifier is in hex.
    public record Identity(
            List<X509Certificate> certificates,
            @Nullable String subjectName,
            @Nullable String keyIdentifier,
            List<String> otherUris) {

        public Identity {
            certificates = List.copyOf(certificates);
            otherUris = List.copyOf(otherUris);
        }

        /// By certificates of one key, with its identifier.
        public static Identity of(List<X509Certificate> certificates) {
            return new Identity(certificates, null, keyIdentifier(certificates.getFirst()), List.of());
        }

        /// Of a service without a key.
        public static Identity of(String uri) {
            return new Identity(List.of(), null, null, List.of(uri));
        }

        /// What the history keeps: the certificates leave, their key identifier stays (5.6.3).
        public Identity withoutCertificates() {
            return new Identity(List.of(), subjectName, keyIdentifier, otherUris);
        }

        /// The identifier that the certificate gives, else that of its key.
        private static String keyIdentifier(X509Certificate certificate) {
            var key = KeyIdentifier.of(certificate.getPublicKey());
            return HexFormat.of().formatHex(given(certificate).orElse(key));
        }

        private static Optional<byte[]> given(X509Certificate certificate) {
            var extension = certificate.getExtensionValue("2.5.29.14");
            if (extension == null) return Optional.empty();
            try {
                var inside = DerReader.over(extension).contents(Der.OCTET_STRING);
                return Optional.of(DerReader.over(inside).contents(Der.OCTET_STRING));
            } catch (MalformedDer unreadable) {
                return Optional.empty();
            }
        }
    }

    public ServiceState {
        names = List.copyOf(names);
        start = start.truncatedTo(ChronoUnit.SECONDS);
        extensions = List.copyOf(extensions);
    }

    /// This state as a later list shows it in its history.
    public ServiceState past() {
        return new ServiceState(type, names, identity.withoutCertificates(), status, start, extensions);
    }

    /// The value that stands beside this address in the additional information (5.5.9.4).
    public Optional<String> additional(String uri) {
        for (var extension : extensions) {
            if (extension instanceof Extension.AdditionalInformation(var _, var at, var value)
                    && at.text().equals(uri)) return Optional.of(value == null ? "" : value);
        }
        return Optional.empty();
    }
}
