package wariin.validation;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.identifier.EntityIdentifier;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.tsl.function.GrantedOrRecognizedAtNationalLevelTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.TLSource;
import eu.europa.esig.dss.tsl.sync.ExpirationAndSignatureCheckStrategy;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The independent judge of a trusted list before it is published: EU DSS reads it as a stranger would (TS 119 612).
///
/// It fails closed: what the library did not validate, it did not accept; with its own strategies the certificates of
/// a list without any signature would become trust anchors.
@Service
public class TrustedListEngine {

    private static final String URL = "https://list.invalid/trusted-list.xml";
    private static final int VERSION = 6;

    /// What a list shall turn out to say.
    ///
    /// @param anchors the certificates that are trusted just after its issue, and no others
    /// @param closed a list without next update, the last of its scheme
    public record Expected(
            long sequence, String territory, Instant issued, boolean closed, Set<X509Certificate> anchors) {}

    /// What became of it.
    public sealed interface Acceptance {
        record Accepted(int anchors) implements Acceptance {}

        record Refused(List<String> reasons) implements Acceptance {}
    }

    private final Clock clock;

    TrustedListEngine(Clock clock) {
        this.clock = clock;
    }

    /// Judges a list that one of the signers should have signed.
    public Acceptance judge(byte[] xml, List<X509Certificate> signers, Expected expected) {
        var source = new TrustedListsCertificateSource();
        var info = load(xml, signers, source, expected.closed());
        var reasons = new ArrayList<String>();
        signature(info, reasons);
        content(info, expected, reasons);
        if (reasons.isEmpty()) anchors(source, expected, reasons);
        return reasons.isEmpty()
                ? new Acceptance.Accepted(source.getNumberOfTrustedEntityKeys())
                : new Acceptance.Refused(List.copyOf(reasons));
    }

    private TLInfo load(
            byte[] xml, List<X509Certificate> signers, TrustedListsCertificateSource source, boolean closed) {
        var trusted = new CommonTrustedCertificateSource();
        signers.forEach(signer -> trusted.addCertificate(new CertificateToken(signer)));
        var list = new TLSource();
        list.setUrl(URL);
        list.setCertificateSource(trusted);
        list.setTLVersions(List.of(VERSION));
        list.setTrustAnchorValidityPredicate(new GrantedOrRecognizedAtNationalLevelTrustAnchorPeriodPredicate());
        var job = new TLValidationJob();
        job.setTrustedListSources(list);
        job.setOnlineDataLoader(_ -> new InMemoryDocument(xml));
        job.setTrustedListCertificateSource(source);
        job.setSynchronizationStrategy(new FailClosed(clock.instant(), closed));
        try (var workers = Executors.newSingleThreadExecutor()) {
            job.setExecutorService(workers);
            job.onlineRefresh();
        }
        return job.getSummary().getOtherTLInfos().getFirst();
    }

    private static void signature(TLInfo info, List<String> reasons) {
        var validation = info.getValidationCacheInfo();
        if (validation == null || !validation.isResultExist()) {
            reasons.add("The signature was not validated"
                    + because(validation == null ? null : validation.getExceptionMessage()));
        } else if (validation.getIndication() != Indication.TOTAL_PASSED) {
            reasons.add("The signature is " + validation.getIndication() + " (" + validation.getSubIndication() + ")");
        }
    }

    private void content(TLInfo info, Expected expected, List<String> reasons) {
        var parsed = info.getParsingCacheInfo();
        if (parsed == null || !parsed.isResultExist()) {
            reasons.add("The list cannot be read" + because(parsed == null ? null : parsed.getExceptionMessage()));
            return;
        }
        var structure = parsed.getStructureValidationMessages();
        if (structure != null) structure.forEach(message -> reasons.add("The structure is wrong: " + message));
        require(Integer.valueOf(VERSION).equals(parsed.getVersion()), "It is not of version 6", reasons);
        var sequence = parsed.getSequenceNumber();
        require(
                sequence != null && sequence == (int) expected.sequence(),
                "Its sequence number is " + sequence + ", not " + expected.sequence(),
                reasons);
        require(expected.territory().equals(parsed.getTerritory()), "It is of another territory", reasons);
        require(Date.from(expected.issued()).equals(parsed.getIssueDate()), "It was issued at another time", reasons);
        var next = parsed.getNextUpdateDate();
        require((next == null) == expected.closed(), "It is closed when it should not be, or the other way", reasons);
        require(next == null || next.toInstant().isAfter(clock.instant()), "It has expired", reasons);
    }

    /// A second after the issue: the library counts both ends of a period in.
    private static void anchors(TrustedListsCertificateSource source, Expected expected, List<String> reasons) {
        var at = Date.from(expected.issued().plusSeconds(1));
        var found = new HashSet<EntityIdentifier>();
        for (var token : source.getCertificates()) {
            if (source.isTrusted(token) && source.isTrustedAtTime(token, at)) found.add(token.getEntityKey());
        }
        var wanted = new HashSet<EntityIdentifier>();
        expected.anchors().forEach(anchor -> wanted.add(new CertificateToken(anchor).getEntityKey()));
        if (found.equals(wanted)) return;
        var missing = wanted.stream().filter(anchor -> !found.contains(anchor)).count();
        var strange = found.stream().filter(anchor -> !wanted.contains(anchor)).count();
        reasons.add(missing + " trust anchors are missing and " + strange + " should not be there");
    }

    private static void require(boolean holds, String otherwise, List<String> reasons) {
        if (!holds) reasons.add(otherwise);
    }

    private static String because(@Nullable String message) {
        return message == null ? "" : ": " + message;
    }

    /// No validation, no anchors; and time is the platform's, not the computer's.
    private static final class FailClosed extends ExpirationAndSignatureCheckStrategy {

        private final Instant now;
        private final boolean closed;

        FailClosed(Instant now, boolean closed) {
            this.now = now;
            this.closed = closed;
            setAcceptExpiredTrustedList(true);
        }

        @Override
        public boolean canBeSynchronized(TLInfo info) {
            var validation = info.getValidationCacheInfo();
            var parsed = info.getParsingCacheInfo();
            return super.canBeSynchronized(info)
                    && validation != null
                    && validation.isValid()
                    && parsed != null
                    && parsed.isResultExist()
                    && isCurrent(parsed.getNextUpdateDate());
        }

        private boolean isCurrent(@Nullable Date next) {
            return next == null ? closed : next.toInstant().isAfter(now);
        }
    }
}
