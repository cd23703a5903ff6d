package wariin.x509;

import java.util.Map;
import java.util.Optional;

/// The attributes of names that profiles know, by their names in X.520 and RFC 4519.
final class SubjectAttribute {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("2.5.4.3", "commonName"),
            Map.entry("2.5.4.4", "surname"),
            Map.entry("2.5.4.5", "serialNumber"),
            Map.entry("2.5.4.6", "countryName"),
            Map.entry("2.5.4.7", "localityName"),
            Map.entry("2.5.4.8", "stateOrProvinceName"),
            Map.entry("2.5.4.9", "streetAddress"),
            Map.entry("2.5.4.10", "organizationName"),
            Map.entry("2.5.4.11", "organizationalUnitName"),
            Map.entry("2.5.4.12", "title"),
            Map.entry("2.5.4.17", "postalCode"),
            Map.entry("2.5.4.42", "givenName"),
            Map.entry("2.5.4.65", "pseudonym"),
            Map.entry("2.5.4.97", "organizationIdentifier"));

    private SubjectAttribute() {}

    static Optional<String> nameOf(String oid) {
        return Optional.ofNullable(NAMES.get(oid));
    }
}
