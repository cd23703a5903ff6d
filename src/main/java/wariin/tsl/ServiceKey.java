package wariin.tsl;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import wariin.x509.KeyIdentifier;

/// What makes a service one and the same from list to list: its type with its key, or with its address if it has no
/// key (TS 119 612, 5.5.3).
final class ServiceKey {
    private ServiceKey() {}

    static String of(ServiceState state) {
        var identity = state.identity();
        var key = identity.keyIdentifier() != null
                ? identity.keyIdentifier()
                : !identity.certificates().isEmpty()
                        ? HexFormat.of().formatHex(KeyIdentifier.of(key(identity)))
                        : !identity.otherUris().isEmpty()
                                ? String.join(
                                        " ",
                                        identity.otherUris().stream().sorted().toList())
                                : Objects.requireNonNullElse(identity.subjectName(), "");
        return state.type() + " " + key;
    }

    /// All that must not stand twice with one type: the key itself, its identifier, its addresses.
    static List<String> all(ServiceState state) {
        var identity = state.identity();
        var keys = identity.certificates().stream()
                .map(certificate -> HexFormat.of().formatHex(KeyIdentifier.hash("SHA-256", certificate.getPublicKey())))
                .distinct();
        var rest = Stream.concat(Stream.ofNullable(identity.keyIdentifier()), identity.otherUris().stream());
        return Stream.concat(keys, rest).map(key -> state.type() + " " + key).toList();
    }

    /// Whether this identifier names the key of this certificate: as the certificate says it, or by a known hash.
    static boolean names(String keyIdentifier, X509Certificate certificate) {
        return keyIdentifier.equals(
                        ServiceState.Identity.of(List.of(certificate)).keyIdentifier())
                || computed(certificate.getPublicKey()).contains(keyIdentifier);
    }

    /// The identifiers that follow from a key alone, whatever a certificate claims (RFC 5280, 4.2.1.2; RFC 7093).
    static List<String> computed(PublicKey key) {
        return List.of(
                HexFormat.of().formatHex(KeyIdentifier.hash("SHA-1", key)),
                HexFormat.of().formatHex(KeyIdentifier.of(key)));
    }

    private static PublicKey key(ServiceState.Identity identity) {
        return identity.certificates().getFirst().getPublicKey();
    }
}
