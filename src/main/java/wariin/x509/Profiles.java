package wariin.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads the profiles from their files, once.
final class Profiles {
    static final Map<String, String> RELEASED = Map.of(
            "ROOT", "root/1",
            "ISSUING", "issuing/1",
            "TIME_STAMPING_UNIT", "time-stamping-unit/1",
            "OCSP_SIGNER", "ocsp-signer/1",
            "SUBSCRIBER", "subscriber/1",
            "LIST_SIGNER", "list-signer/1");
    private static final List<String> FILES = List.of(
            "cross.1",
            "device.1",
            "issuing.1",
            "issuing.2",
            "list-signer.1",
            "mail-multipurpose.1",
            "mail-organisation.1",
            "mail-sponsor.1",
            "ocsp-signer.1",
            "one-shot.1",
            "organisation-seal.1",
            "person.1",
            "protocol-signer.1",
            "root.1",
            "subscriber.1",
            "time-stamping-unit.1",
            "time-stamping-unit.2");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /// Read on the first question, so that it does not matter which of the two classes is used first.
    private static final class Known {
        private static final Map<String, CertificateProfile> BY_ID = read();
    }

    private Profiles() {}

    static CertificateProfile find(String id) {
        var profile = Known.BY_ID.get(RELEASED.getOrDefault(id, id));
        if (profile == null) throw new IllegalArgumentException("There is no certificate profile " + id);
        return profile;
    }

    static CertificateProfile newest(String name) {
        return Known.BY_ID.values().stream()
                .filter(profile -> profile.name().equals(name))
                .max(Comparator.comparing(CertificateProfile::version))
                .orElseThrow(() -> new IllegalArgumentException("There is no certificate profile " + name));
    }

    static List<CertificateProfile> all() {
        return List.copyOf(Known.BY_ID.values());
    }

    private static Map<String, CertificateProfile> read() {
        var profiles = new TreeMap<String, CertificateProfile>();
        for (var file : FILES) {
            var profile = read(file);
            profiles.put(profile.id(), profile);
        }
        return profiles;
    }

    static CertificateProfile read(String file) {
        try (var in = Profiles.class.getResourceAsStream("profiles/" + file + ".json")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var canonical = JSON.writeValueAsBytes(JSON.readValue(text, Map.class));
            var rules = JSON.readValue(text, ProfileRules.class);
            var hash = HexFormat.of().formatHex(KeyIdentifier.hash("SHA-256", canonical));
            return new CertificateProfile(rules, hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
