package wariin.procurement;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a CCADB file says of certificates of authorities, by SHA-256 fingerprint in lower-case hex.
///
/// @param rows how many rows were read
record Ccadb(String sha256, int rows, Map<String, Row> byFingerprint) {

    /// Against which criteria an audit was.
    enum Criteria {
        WEBTRUST,
        ETSI,
        OTHER;

        static Criteria of(String type) {
            var plain = type.strip().toLowerCase(java.util.Locale.ROOT);
            if (plain.startsWith("webtrust")) return WEBTRUST;
            return plain.startsWith("etsi") ? ETSI : OTHER;
        }
    }

    /// The audit of the general criteria; the narrower ones (TLS, code signing …) are not asked here.
    record Audit(
            Criteria criteria,
            String type,
            @Nullable LocalDate statement,
            @Nullable LocalDate start,
            @Nullable LocalDate end) {}

    /// A certificate of an authority.
    record Row(
            String fingerprint,
            String name,
            String owner,
            @Nullable String parent,
            boolean revoked,
            boolean auditsOfParent,
            @Nullable Audit audit) {}

    Ccadb {
        byFingerprint = Map.copyOf(byFingerprint);
    }

    Optional<Row> find(String fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint));
    }

    /// The audit of a certificate, its own or, where the file says so, that of the one above.
    Optional<Audit> audit(Row row) {
        var seen = new HashSet<String>();
        var at = row;
        while (at.auditsOfParent() && at.parent() != null && seen.add(at.fingerprint())) {
            var parent = byFingerprint.get(at.parent());
            if (parent == null) return Optional.empty();
            at = parent;
        }
        return Optional.ofNullable(at.audit());
    }
}
