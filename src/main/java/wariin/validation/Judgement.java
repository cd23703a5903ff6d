package wariin.validation;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.validation.SignatureReport.Permissions;
import wariin.validation.SignatureReport.ProvenTime;

/// Brings together what EU DSS says of the cryptography and what the structure says of the file; the worse of both holds.
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
            var wrapper = known.stream().filter(candidate -> isAt(candidate, place)).findFirst();
            wrapper.ifPresent(known::remove);
            reports.add(signature(reports.size() + 1, place, wrapper.orElse(null)));
        }
        // Found by the library but not in the structure: then the structure cannot be relied on.
        for (var wrapper : known) reports.add(signature(reports.size() + 1, null, wrapper));
        return reports;
    }

    List<TimestampReport> timestamps() {
        var reports = new ArrayList<TimestampReport>();
        var known = new ArrayList<>(outcome.reports().getDiagnosticData().getTimestampsByType(TimestampType.DOCUMENT_TIMESTAMP));
        for (var place : structure.signatures()) {
            if (!place.timestamp()) continue;
            var wrapper = known.stream().filter(candidate -> isAt(candidate, place)).findFirst();
            reports.add(timestamp(reports.size() + 1, place, wrapper.orElse(null)));
        }
        return reports;
    }

    private static boolean isAt(AbstractSignatureWrapper wrapper, SignaturePlace place) {
        return wrapper.getPDFRevision() != null
                && wrapper.getSignatureByteRange().stream().map(Number::longValue).toList().equals(place.byteRange())
                && wrapper.getSignatureFieldNames().contains(place.field());
    }

    private SignatureReport signature(int number, @Nullable SignaturePlace place, @Nullable SignatureWrapper wrapper) {
        var certificate = wrapper == null ? null : wrapper.getSigningCertificate();
        var changes = place == null ? List.<LaterChange>of() : structure.changesAfter(place);
        var judged = wrapper == null
                ? new Judged(Verdict.TOTAL_FAILED, SubIndication.FORMAT_FAILURE.name(), Finding.of("reason.UNREADABLE"))
                : judge(wrapper.getId(), wrapper.getMessageDigest(), place, changes);
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
                findings(place));
    }

    private record Judged(Verdict verdict, @Nullable String subIndication, @Nullable Finding reason) {}

    private Judged judge(
            String id, @Nullable XmlDigestMatcher digest, @Nullable SignaturePlace place, List<LaterChange> changes) {
        var simple = outcome.reports().getSimpleReport();
        var verdict = verdict(simple.getIndication(id));
        var sub = simple.getSubIndication(id);
        var forbidden = changes.stream().filter(change -> !change.allowed()).findFirst();
        if (place != null && !place.faults().isEmpty()) {
            return new Judged(Verdict.TOTAL_FAILED, SubIndication.FORMAT_FAILURE.name(), Finding.of("reason." + place.faults().getFirst()));
        }
        if (digest != null && digest.isDataFound() && !digest.isDataIntact()) return hashFailure(digest, place);
        if (forbidden.isPresent() && (sub == null || sub == SubIndication.FORMAT_FAILURE || verdict != Verdict.TOTAL_FAILED)) {
            return new Judged(Verdict.TOTAL_FAILED, SubIndication.FORMAT_FAILURE.name(), Finding.of("reason.CHANGED_LATER"));
        }
        if (structure.isBroken() && verdict != Verdict.TOTAL_FAILED || place == null && verdict == Verdict.TOTAL_PASSED) {
            return new Judged(Verdict.INDETERMINATE, SubIndication.FORMAT_FAILURE.name(), Finding.of("reason.DAMAGED"));
        }
        if (verdict == Verdict.TOTAL_PASSED) return new Judged(verdict, null, null);
        var name = sub == null ? "GENERIC" : sub.name();
        return new Judged(verdict, name, Finding.of("reason." + name));
    }

    private Judged hashFailure(XmlDigestMatcher digest, @Nullable SignaturePlace place) {
        var key = owner(digest, place)
                .map(other -> Finding.of("reason.SWAPPED", other.field()))
                .orElse(Finding.of("reason.HASH_FAILURE"));
        return new Judged(Verdict.TOTAL_FAILED, SubIndication.HASH_FAILURE.name(), key);
    }

    /// The other place in this file whose bytes a signature was really made for, if there is one.
    private Optional<SignaturePlace> owner(XmlDigestMatcher digest, @Nullable SignaturePlace place) {
        if (digest.getDigestMethod() == null || digest.getDigestValue() == null) return Optional.empty();
        return structure.signatures().stream()
                .filter(other -> other != place && other.rangeEnd() > 0)
                .filter(other -> Arrays.equals(digest(digest.getDigestMethod().getJavaName(), other), digest.getDigestValue()))
                .findFirst();
    }

    private byte[] digest(String algorithm, SignaturePlace place) {
        try {
            var range = place.byteRange();
            var digest = MessageDigest.getInstance(algorithm);
            digest.update(bytes.slice(0, range.get(1).intValue()));
            digest.update(bytes.slice(range.get(2).intValue(), range.get(3).intValue()));
            return digest.digest();
        } catch (NoSuchAlgorithmException | IndexOutOfBoundsException e) {
            return new byte[0];
        }
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
        return token == null ? "–" : token.getTimeStamp().getTimeStampInfo().getSerialNumber().toString(16);
    }

    private TimestampReport timestamp(int number, SignaturePlace place, @Nullable TimestampWrapper wrapper) {
        if (wrapper == null) {
            var reason = Finding.of(place.faults().isEmpty() ? "reason.UNREADABLE" : "reason." + place.faults().getFirst());
            return new TimestampReport(
                    number, place.field(), Verdict.TOTAL_FAILED, reason, Instant.EPOCH, "–", "–", coverage(place));
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
        return place.faults().stream().map(fault -> Finding.of("reason." + fault)).toList();
    }
}
