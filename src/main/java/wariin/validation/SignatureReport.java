package wariin.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;

/// What is known about one signature: who, for which company, when, proven by what, and what happened since.
///
/// @param number counted from one in the order of signing
/// @param subIndication the standard's word for the reason (EN 319 102-1, 5.1.3), for machines
/// @param reason the same in words; absent when all is well
/// @param path the signing certificate and those above it, as far as they are known
/// @param trustedBy the anchor that the path ends at; absent where it ends at none
/// @param policy what was proven about the signer before the certificate was issued
public record SignatureReport(
        int number,
        String field,
        Verdict verdict,
        @Nullable String subIndication,
        @Nullable Finding reason,
        Signer signer,
        @Nullable Instant claimedTime,
        @Nullable ProvenTime provenTime,
        Level level,
        Revocation revocation,
        Coverage coverage,
        Permissions permissions,
        @Nullable Finding policy,
        List<LaterChange> laterChanges,
        List<Finding> findings,
        List<X509Certificate> path,
        @Nullable TrustedBy trustedBy) {

    public SignatureReport {
        path = List.copyOf(path);
        laterChanges = List.copyOf(laterChanges);
        findings = List.copyOf(findings);
    }

    /// The subject of the signing certificate.
    public record Signer(
            String name,
            @Nullable String organisation,
            @Nullable CorporateNumber corporateNumber,
            @Nullable String email,
            String issuer,
            String serial,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    /// The earliest time at which a trusted time-stamp shows that the signature existed.
    public record ProvenTime(Instant at, String authority, String serial) {}

    /// Whether the signing certificate had been revoked, and who said so when.
    public record Revocation(
            State state,
            @Nullable Source source,
            @Nullable Instant statedAt,
            @Nullable Instant revokedAt) {

        public enum State {
            GOOD,
            REVOKED,
            UNKNOWN
        }

        public enum Source {
            OCSP,
            CRL
        }
    }

    /// What the signature allows to happen after it (ISO 32000-2, 12.8.2): DocMDP level 1 to 3 when it certifies, and
    /// the fields that it locks.
    public record Permissions(
            @Nullable Integer certification, @Nullable String lock) {}

    public boolean unchangedSince() {
        return laterChanges.stream().allMatch(LaterChange::allowed);
    }
}
