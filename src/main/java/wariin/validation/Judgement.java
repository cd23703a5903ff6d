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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.validation.Anchor.Purpose;
import wariin.validation.SignatureReport.Permissions;
import wariin.validation.SignatureReport.ProvenTime;

/// Brings together what EU DSS says of the cryptography and what the structure says of the file; the worse of both
/// holds.
final class Judgement {

    private final ByteBuffer bytes;
    private final PdfStructure structure;
    private final DssEngine.Outcome outcome;
    private final Trust trust;
    private final Instant now;
    private final Map<String, TimestampToken> tokens = new HashMap<>();

    Judgement(ByteBuffer bytes, PdfStructure structure, DssEngine.Outcome outcome, Trust trust, Instant now) {
        this.bytes = bytes;
        this.structure = structure;
        this.outcome = outcome;
        this.trust = trust;
        this.now = now;
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
        var path = Subjects.path(certificate, outcome.certificates());
        var reached = Anchor.reached(path, Purpose.SIGNATURES, trust.anchors());
        var judged = wrapper == null
                ? unreadable(place)
                : withoutStatus(judge(wrapper.getId(), wrapper.getMessageDigest(), place, changes), certificate);
        judged = underAnchor(judged, reached);
        if (place != null && judged.verdict() == Verdict.INDETERMINATE && certificate == null) {
            judged = QuantumStamp.of(place).map(Judgement::unknownAlgorithm).orElse(judged);
        }
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
                Subjects.policy(certificate, reached, trust.policies()),
                changes,
                findings(place),
                path,
                certificate != null && certificate.isTrustedChain() ? TrustedBy.of(reached) : null);
    }

    /// What the library does not know of an anchor: what for it is trusted. And in words, that trust in it has ended.
    private Judged underAnchor(Judged judged, @Nullable Anchor reached) {
        var untrusted = SubIndication.NO_CERTIFICATE_CHAIN_FOUND.name();
        if (!outcome.unfit().isEmpty() && reached != null && outcome.unfit().contains(reached)) {
            if (judged.verdict() != Verdict.INDETERMINATE) return judged;
            return new Judged(judged.verdict(), untrusted, Finding.of("reason.ANCHOR_STAMPS", reached.name()));
        }
        if (reached == null) return judged;
        if (judged.verdict() == Verdict.TOTAL_PASSED && !reached.purpose().covers(Purpose.SIGNATURES)) {
            return new Judged(Verdict.INDETERMINATE, untrusted, Finding.of("reason.ANCHOR_PURPOSE", reached.name()));
        }
        var ended = reached.until() != null && !now.isBefore(reached.until());
        if (!ended || judged.verdict() != Verdict.INDETERMINATE) return judged;
        var day = LocalDate.ofInstant(reached.until(), ZoneOffset.UTC);
        return new Judged(
                judged.verdict(), judged.subIndication(), Finding.of("reason.ANCHOR_ENDED", reached.name(), day));
    }

    private static Judged unknownAlgorithm(QuantumStamp quantum) {
        return new Judged(
                Verdict.INDETERMINATE,
                SubIndication.SIG_CONSTRAINTS_FAILURE.name(),
                Finding.of("reason.QUANTUM_SIGNATURE", quantum.algorithm()));
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
                    coverage(place),
                    null);
        }
        var judged = judge(wrapper.getId(), wrapper.getMessageImprint(), place, structure.changesAfter(place));
        var certificate = wrapper.getSigningCertificate();
        var path = Subjects.path(certificate, outcome.certificates());
        var reached = Anchor.reached(path, Purpose.TIME_STAMPS, trust.anchors());
        var authority = authority(wrapper);
        var trusted = certificate != null && certificate.isTrustedChain() ? TrustedBy.of(reached) : null;
        judged = underAnchor(judged, reached);
        var quantum = QuantumStamp.of(place);
        if (quantum.isPresent() && judged.verdict() != Verdict.TOTAL_FAILED) {
            var result = quantum.get().judge(bytes, trust);
            judged = judged(quantum.get(), result);
            if (result instanceof QuantumStamp.Result.Sound(var unit, var anchor)) {
                authority = unit;
                trusted = TrustedBy.of(anchor);
            } else if (result instanceof QuantumStamp.Result.NoChain(var unit)) authority = unit;
        }
        return new TimestampReport(
                number,
                place.field(),
                judged.verdict(),
                judged.reason(),
                wrapper.getProductionTime().toInstant(),
                authority,
                serial(wrapper),
                coverage(place),
                trusted);
    }

    private static Judged judged(QuantumStamp stamp, QuantumStamp.Result result) {
        return switch (result) {
            case QuantumStamp.Result.Wrong _ ->
                new Judged(
                        Verdict.TOTAL_FAILED,
                        SubIndication.SIG_CRYPTO_FAILURE.name(),
                        Finding.of("reason.QUANTUM_WRONG", stamp.algorithm()));
            case QuantumStamp.Result.NoChain _ ->
                new Judged(
                        Verdict.INDETERMINATE,
                        SubIndication.NO_CERTIFICATE_CHAIN_FOUND.name(),
                        Finding.of("reason.QUANTUM_NO_CHAIN", stamp.algorithm()));
            case QuantumStamp.Result.Sound(var _, var anchor) ->
                new Judged(
                        Verdict.INDETERMINATE,
                        SubIndication.TRY_LATER.name(),
                        Finding.of("reason.QUANTUM_SOUND", stamp.algorithm(), anchor.name()));
        };
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
