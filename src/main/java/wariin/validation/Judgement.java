package wariin.validation;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.validation.SignatureReport.Permissions;
import wariin.validation.SignatureReport.ProvenTime;

/// Brings together what EU DSS says of the cryptography and what the structure says of the file; the worse of both
/// holds.
final class Judgement {

    private final ByteBuffer bytes;
    private final PdfStructure structure;
    private final DssEngine.Outcome outcome;
    private final Map<String, TimestampToken> tokens = new HashMap<>();

    Judgement(ByteBuffer bytes, PdfStructure structure, DssEngine.Outcome outcome) {
        this.bytes = bytes;
        this.structure = structure;
        this.outcome = outcome;
        for (var signature : outcome.signatures()) {
            for (var token : signature.getAllTimestamps()) tokens.put(token.getDSSIdAsString(), token);
        }
        for (var token : outcome.detachedTimestamps()) tokens.put(token.getDSSIdAsString(), token);
    }

    List<SignatureReport> signatures() {
        var reports = new ArrayList<SignatureReport>();
        var known = new ArrayList<>(outcome.reports().getDiagnosticData().getSignatures());
        for (var place : structure.signatures()) {
            if (place.timestamp()) continue;
            var wrapper =
                    known.stream().filter(candidate -> isAt(candidate, place)).findFirst();
            wrapper.ifPresent(known::remove);
            reports.add(signature(reports.size() + 1, place, wrapper.orElse(null)));
        }
        // Found by the library but not in the structure: then the structure cannot be relied on.
        for (var wrapper : known) reports.add(signature(reports.size() + 1, null, wrapper));
        return reports;
    }

    List<TimestampReport> timestamps() {
        var reports = new ArrayList<TimestampReport>();
        var known = new ArrayList<>(
                outcome.reports().getDiagnosticData().getTimestampsByType(TimestampType.DOCUMENT_TIMESTAMP));
        for (var place : structure.signatures()) {
            if (!place.timestamp()) continue;
            var wrapper =
                    known.stream().filter(candidate -> isAt(candidate, place)).findFirst();
            reports.add(timestamp(reports.size() + 1, place, wrapper.orElse(null)));
        }
        return reports;
    }

    private static boolean isAt(AbstractSignatureWrapper wrapper, SignaturePlace place) {
        return wrapper.getPDFRevision() != null
                && wrapper.getSignatureByteRange().stream()
                        .map(Number::longValue)
                        .toList()
                        .equals(place.byteRange())
                && wrapper.getSignatureFieldNames().contains(place.field());
    }

    private SignatureReport signature(int number, @Nullable SignaturePlace place, @Nullable SignatureWrapper wrapper) {
        var certificate = wrapper == null ? null : wrapper.getSigningCertificate();
        var changes = place == null ? List.<LaterChange>of() : structure.changesAfter(place);
        var judged = wrapper == null
                ? unreadable(place)
                : withoutStatus(judge(wrapper.getId(), wrapper.getMessageDigest(), place, changes), certificate);
        return new SignatureReport(
                number,
                place != null ? place.field() : String.valueOf(wrapper.getFirstFieldName()),
                judged.verdict(),
                judged.subIndication(),
                judged.reason(),
                Subjects.signer(certificate),
                wrapper == null ? null : Subjects.instant(wrapper.getClaimedSigningTime()),
                wrapper == null ? null : provenTime(wrapper),
                wrapper == null ? Level.NOT_BASELINE : level(wrapper),
                Subjects.revocation(certificate),
                coverage(place),
                new Permissions(place == null ? null : place.certification(), lock(place)),
                Subjects.policy(certificate),
                changes,
                findings(place),
                path(certificate));
    }

    /// The signing certificate and those above it, as the file or our anchors hold them.
    private List<X509Certificate> path(@Nullable CertificateWrapper certificate) {
        var path = new ArrayList<X509Certificate>();
        if (certificate == null) return path;
        var ids = new ArrayList<>(List.of(certificate.getId()));
        certificate.getCertificateChain().forEach(above -> ids.add(above.getId()));
        for (var id : new LinkedHashSet<>(ids)) {
            var known = outcome.certificates().get(id);
            if (known == null) break;
            path.add(known);
        }
        return path;
    }

    /// A chain that ends nowhere for lack of a certificate's status is said to lack just that.
    private static Judged withoutStatus(Judged judged, @Nullable CertificateWrapper certificate) {
        var general = SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE.name().equals(judged.subIndication());
        if (!general
                || certificate == null
                || !certificate.isTrustedChain()
                || certificate.isRevocationDataAvailable()) {
            return judged;
        }
        return new Judged(judged.verdict(), judged.subIndication(), Finding.of("reason.TRY_LATER"));
    }

    private record Judged(
            Verdict verdict,
            @Nullable String subIndication,
            @Nullable Finding reason) {}

    private Judged judge(
            String id, @Nullable XmlDigestMatcher digest, @Nullable SignaturePlace place, List<LaterChange> changes) {
        var simple = outcome.reports().getSimpleReport();
        var verdict = verdict(simple.getIndication(id));
        var sub = simple.getSubIndication(id);
        var forbidden = changes.stream().filter(change -> !change.allowed()).findFirst();
        if (place != null && !place.faults().isEmpty()) {
            return new Judged(
                    Verdict.TOTAL_FAILED,
                    SubIndication.FORMAT_FAILURE.name(),
                    Finding.of("reason." + place.faults().getFirst()));
        }
        if (digest != null && digest.isDataFound() && !digest.isDataIntact()) return hashFailure(place);
        if (forbidden.isPresent()
                && (sub == null || sub == SubIndication.FORMAT_FAILURE || verdict != Verdict.TOTAL_FAILED)) {
            return new Judged(
                    Verdict.TOTAL_FAILED, SubIndication.FORMAT_FAILURE.name(), Finding.of("reason.CHANGED_LATER"));
        }
        if (structure.isBroken() && verdict != Verdict.TOTAL_FAILED
                || place == null && verdict == Verdict.TOTAL_PASSED) {
            return new Judged(Verdict.INDETERMINATE, SubIndication.FORMAT_FAILURE.name(), Finding.of("reason.DAMAGED"));
        }
        if (verdict == Verdict.TOTAL_PASSED) return new Judged(verdict, null, null);
        var name = sub == null ? "GENERIC" : sub.name();
        return new Judged(verdict, name, Finding.of("reason." + name));
    }

    private Judged hashFailure(@Nullable SignaturePlace place) {
        var reason = place == null ? Optional.<SignaturePlace>empty() : swappedWith(place);
        return new Judged(
                Verdict.TOTAL_FAILED,
                SubIndication.HASH_FAILURE.name(),
                reason.map(other -> Finding.of("reason.SWAPPED", other.field()))
                        .orElse(Finding.of("reason.HASH_FAILURE")));
    }

    /// The place that this signature was really made for, or whose signature was really made for this place.
    private Optional<SignaturePlace> swappedWith(SignaturePlace place) {
        var made = MadeFor.of(place);
        return structure.signatures().stream()
                .filter(other -> other != place && other.rangeEnd() > 0)
                .filter(other ->
                        made.filter(digest -> digest.fits(bytes, other)).isPresent()
                                || MadeFor.of(other)
                                        .filter(digest -> digest.fits(bytes, place))
                                        .isPresent())
                .findFirst();
    }

    private static Judged unreadable(@Nullable SignaturePlace place) {
        var fault = place == null || place.faults().isEmpty()
                ? "UNREADABLE"
                : place.faults().getFirst();
        return new Judged(Verdict.TOTAL_FAILED, SubIndication.FORMAT_FAILURE.name(), Finding.of("reason." + fault));
    }

    private static Verdict verdict(@Nullable Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED, PASSED -> Verdict.TOTAL_PASSED;
            case TOTAL_FAILED, FAILED -> Verdict.TOTAL_FAILED;
            case null, default -> Verdict.INDETERMINATE;
        };
    }

    private static Level level(SignatureWrapper wrapper) {
        return switch (wrapper.getSignatureFormat()) {
            case PAdES_BASELINE_LTA -> Level.B_LTA;
            case PAdES_BASELINE_LT -> Level.B_LT;
            case PAdES_BASELINE_T -> Level.B_T;
            case PAdES_BASELINE_B -> Level.B_B;
            case null, default -> Level.NOT_BASELINE;
        };
    }

    /// The earliest time-stamp over the signature that itself passes.
    private @Nullable ProvenTime provenTime(SignatureWrapper wrapper) {
        var detailed = outcome.reports().getDetailedReport();
        return wrapper.getTimestampList().stream()
                .filter(stamp -> stamp.getType() != TimestampType.CONTENT_TIMESTAMP)
                .filter(stamp -> detailed.getBasicTimestampValidationIndication(stamp.getId()) == Indication.PASSED)
                .min(Comparator.comparing(TimestampWrapper::getProductionTime))
                .map(stamp -> new ProvenTime(stamp.getProductionTime().toInstant(), authority(stamp), serial(stamp)))
                .orElse(null);
    }

    private static String authority(TimestampWrapper stamp) {
        return stamp.getSigningCertificate() == null ? "–" : Subjects.name(stamp.getSigningCertificate());
    }

    private String serial(TimestampWrapper stamp) {
        var token = tokens.get(stamp.getId());
        return token == null
                ? "–"
                : token.getTimeStamp().getTimeStampInfo().getSerialNumber().toString(16);
    }

    private TimestampReport timestamp(int number, SignaturePlace place, @Nullable TimestampWrapper wrapper) {
        if (wrapper == null) {
            return new TimestampReport(
                    number,
                    place.field(),
                    Verdict.TOTAL_FAILED,
                    unreadable(place).reason(),
                    Instant.EPOCH,
                    "–",
                    "–",
                    coverage(place));
        }
        var judged = judge(wrapper.getId(), wrapper.getMessageImprint(), place, structure.changesAfter(place));
        return new TimestampReport(
                number,
                place.field(),
                judged.verdict(),
                judged.reason(),
                wrapper.getProductionTime().toInstant(),
                authority(wrapper),
                serial(wrapper),
                coverage(place));
    }

    private Coverage coverage(@Nullable SignaturePlace place) {
        if (place == null) return new Coverage(false, 0, structure.revisionCount(), 0, bytes.limit());
        var whole = place.rangeEnd() == bytes.limit();
        return new Coverage(whole, place.revision(), structure.revisionCount(), place.rangeEnd(), bytes.limit());
    }

    private static @Nullable String lock(@Nullable SignaturePlace place) {
        if (place == null || place.lock() == null) return null;
        var lock = place.lock();
        return lock.fields().isEmpty() ? lock.action() : lock.action() + ": " + String.join(", ", lock.fields());
    }

    private static List<Finding> findings(@Nullable SignaturePlace place) {
        if (place == null) return List.of();
        return place.faults().stream()
                .map(fault -> Finding.of("reason." + fault))
                .toList();
    }
}
