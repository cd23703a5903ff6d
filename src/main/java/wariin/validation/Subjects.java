package wariin.validation;

import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.enumerations.RevocationType;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.ca.authority.PolicyArc;
import wariin.company.CorporateNumber;
import wariin.validation.Anchor.Origin;
import wariin.validation.SignatureReport.Revocation;
import wariin.validation.SignatureReport.Signer;

/// Reads who stands in a certificate, what was checked before it was issued, and whether it was revoked.
final class Subjects {

    private Subjects() {}

    static Signer signer(@Nullable CertificateWrapper certificate) {
        if (certificate == null) return new Signer("–", null, null, null, "–", "–", null, null);
        var number = corporateNumber(certificate.getOrganizationIdentifier());
        return new Signer(
                name(certificate),
                blankToNull(certificate.getOrganizationName()),
                number,
                email(certificate),
                certificate.getCertificateIssuerDN(),
                new BigInteger(certificate.getSerialNumber()).toString(16),
                instant(certificate.getNotBefore()),
                instant(certificate.getNotAfter()));
    }

    static String name(CertificateWrapper certificate) {
        var name = blankToNull(certificate.getCommonName());
        if (name == null) name = blankToNull(certificate.getPseudo());
        if (name == null) name = blankToNull(certificate.getOrganizationName());
        return name == null ? certificate.getReadableCertificateName() : name;
    }

    /// The organisationIdentifier of a Japanese company is NTRJP- and its number (EN 319 412-1, 5.1.4).
    private static @Nullable CorporateNumber corporateNumber(@Nullable String identifier) {
        if (identifier == null) return null;
        var digits = identifier.substring(identifier.lastIndexOf('-') + 1);
        return identifier.startsWith("NTRJP-") && CorporateNumber.isValid(digits) ? new CorporateNumber(digits) : null;
    }

    private static @Nullable String email(CertificateWrapper certificate) {
        for (var name : certificate.getSubjectAlternativeNames()) {
            if (String.valueOf(name.getType()).contains("RFC822") && name.getValue() != null) return name.getValue();
        }
        return blankToNull(certificate.getEmail());
    }

    /// A policy binds only our own authorities, or those that whoever asks names; anybody else, trusted or not, may
    /// write
    /// what it likes.
    static @Nullable Finding policy(
            @Nullable CertificateWrapper certificate, @Nullable Anchor reached, PolicyArc policies) {
        if (certificate == null || !certificate.isTrustedChain() || reached == null) return null;
        if (reached.origin() == Origin.OPERATOR || reached.origin() == Origin.FOLDER) return null;
        return policies.level(certificate.getCertificatePoliciesOids())
                .map(level -> Finding.of("policy." + level.name()))
                .orElse(null);
    }

    /// A certificate and those above it, as far as the file or our anchors hold them.
    static List<X509Certificate> path(
            @Nullable CertificateWrapper certificate, Map<String, X509Certificate> certificates) {
        var path = new ArrayList<X509Certificate>();
        if (certificate == null) return path;
        var ids = new ArrayList<>(List.of(certificate.getId()));
        certificate.getCertificateChain().forEach(above -> ids.add(above.getId()));
        for (var id : new LinkedHashSet<>(ids)) {
            var known = certificates.get(id);
            if (known == null) break;
            path.add(known);
        }
        return path;
    }

    static Revocation revocation(@Nullable CertificateWrapper certificate) {
        if (certificate == null) return new Revocation(Revocation.State.UNKNOWN, null, null, null);
        // A revocation counts from whatever source; else the latest statement does.
        var statement = certificate.getCertificateRevocationData().stream()
                .max(Comparator.comparing(CertificateRevocationWrapper::isRevoked)
                        .thenComparing(
                                data -> data.getProductionDate() == null ? new Date(0) : data.getProductionDate()));
        if (statement.isEmpty()) return new Revocation(Revocation.State.UNKNOWN, null, null, null);
        var found = statement.get();
        var state = found.isRevoked()
                ? Revocation.State.REVOKED
                : found.isKnown() ? Revocation.State.GOOD : Revocation.State.UNKNOWN;
        var source = found.getRevocationType() == RevocationType.CRL ? Revocation.Source.CRL : Revocation.Source.OCSP;
        return new Revocation(state, source, instant(found.getProductionDate()), instant(found.getRevocationDate()));
    }

    static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
