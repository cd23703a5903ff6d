package wariin.validation;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.enumerations.ValidationLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.tsl.CertificateTrustTime;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.PdfCMSRevision;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.modifications.ObjectModification;
import eu.europa.esig.dss.pdf.modifications.PdfModificationDetection;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModifications;
import eu.europa.esig.dss.pdf.modifications.PdfObjectTree;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDefaultObjectFactory;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.visible.defaultdrawer.PdfBoxDefaultSignatureDrawerFactory;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.BasicSignatureConstraints;
import eu.europa.esig.dss.policy.jaxb.CertificateConstraints;
import eu.europa.esig.dss.policy.jaxb.LevelConstraint;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import eu.europa.esig.dss.validation.reports.Reports;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wariin.validation.Anchor.Purpose;

/// EU DSS, set up to work offline: own anchors, only the validation data inside the file, and our own judgement of
/// what changed after a signature in place of its comparison of rendered pages.
final class DssEngine {

    private static final long MEMORY_FOR_PDF = 32L * 1024 * 1024;

    private final ValidationPolicy policy;

    DssEngine() {
        TolerantCms.assertActive();
        this.policy = policy();
    }

    /// What the library says, and the signatures as it read them.
    ///
    /// @param unfit anchors that were left out, since a time-stamp stood under them that they are not trusted for
    record Outcome(
            Reports reports,
            List<AdvancedSignature> signatures,
            List<TimestampToken> detachedTimestamps,
            Map<String, X509Certificate> certificates,
            List<Anchor> unfit) {}

    /// The library knows no purpose of an anchor. So where a time-stamp turns out to stand under one that is trusted
    /// for signatures only, all is judged again without it: better nothing proven than by whom nobody trusts
    /// for it.
    Outcome run(DSSDocument document, Trust trust, Instant at, PdfStructure structure) {
        var outcome = once(document, trust, at, structure, List.of());
        var unfit = unfit(outcome, trust);
        if (unfit.isEmpty()) return outcome;
        var fit = trust.anchors().stream()
                .filter(anchor -> unfit.stream().noneMatch(other -> other.is(anchor.certificate())))
                .toList();
        return once(document, trust.among(fit), at, structure, unfit);
    }

    private Outcome once(DSSDocument document, Trust trust, Instant at, PdfStructure structure, List<Anchor> unfit) {
        var validator = new PDFDocumentValidator(document);
        validator.setPdfObjFactory(new StructuralFactory(structure));
        validator.setCertificateVerifier(verifier(trust));
        validator.setValidationTime(Date.from(at));
        validator.setValidationLevel(ValidationLevel.ARCHIVAL_DATA);
        validator.setIncludeSemantics(false);
        var reports = validator.validateDocument(policy);
        var signatures = validator.getSignatures();
        var stamps = validator.getDetachedTimestamps();
        return new Outcome(reports, signatures, stamps, certificates(signatures, stamps, trust), unfit);
    }

    private static List<Anchor> unfit(Outcome outcome, Trust trust) {
        if (trust.anchors().stream().allMatch(anchor -> anchor.purpose().covers(Purpose.TIME_STAMPS))) return List.of();
        var unfit = new ArrayList<Anchor>();
        for (var stamp : outcome.reports().getDiagnosticData().getTimestampList()) {
            var reached = Anchor.reached(
                    Subjects.path(stamp.getSigningCertificate(), outcome.certificates()),
                    Purpose.TIME_STAMPS,
                    trust.anchors());
            if (reached != null && !reached.purpose().covers(Purpose.TIME_STAMPS)) unfit.add(reached);
        }
        return List.copyOf(unfit);
    }

    /// Every certificate that the file carries or that we trust, by the library's name for it.
    private static Map<String, X509Certificate> certificates(
            List<AdvancedSignature> signatures, List<TimestampToken> stamps, Trust trust) {
        var certificates = new HashMap<String, X509Certificate>();
        for (var signature : signatures) add(signature.getCompleteCertificateSource(), certificates);
        for (var stamp : stamps) add(stamp.getCertificateSource(), certificates);
        for (var anchor : trust.certificates()) {
            token(anchor).ifPresent(token -> certificates.put(token.getDSSIdAsString(), anchor));
        }
        return certificates;
    }

    private static void add(CertificateSource source, Map<String, X509Certificate> certificates) {
        for (var token : source.getCertificates()) certificates.put(token.getDSSIdAsString(), token.getCertificate());
    }

    /// Empty for keys that the library does not know, such as ML-DSA: one of them would spoil every validation.
    private static Optional<CertificateToken> token(X509Certificate certificate) {
        try {
            return Optional.of(new CertificateToken(certificate));
        } catch (IllegalArgumentException unknownAlgorithm) {
            return Optional.empty();
        }
    }

    /// Where trust ends some day, the library's sunset date says when (EN 319 102-1, 5.2.6).
    static CommonCertificateVerifier verifier(Trust trust) {
        var always = new CommonTrustedCertificateSource();
        var ending = new HashMap<CertificateToken, List<CertificateTrustTime>>();
        for (var anchor : trust.anchors()) {
            var token = token(anchor.certificate());
            if (token.isEmpty()) continue;
            if (anchor.until() == null) always.addCertificate(token.get());
            else {
                var from = anchor.certificate().getNotBefore();
                ending.put(token.get(), List.of(new CertificateTrustTime(from, Date.from(anchor.until()))));
            }
        }
        var untilThen = new TrustedListsCertificateSource();
        untilThen.setTrustTimeByCertificates(ending);
        var verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(always, untilThen);
        verifier.setAIASource(null);
        verifier.setOcspSource(null);
        verifier.setCrlSource(null);
        verifier.setAlertOnNoRevocationAfterBestSignatureTime(new SilentOnStatusAlert());
        verifier.setAlertOnUncoveredPOE(new SilentOnStatusAlert());
        return verifier;
    }

    /// The library's own policy after EN 319 102-1, but what it would only warn of fails here.
    static ValidationPolicy policy() {
        try (var stream = EtsiValidationPolicy.class.getResourceAsStream("/policy/constraint.xml")) {
            var parameters = ValidationPolicyFacade.newFacade().unmarshall(stream, false);
            parameters.setName("Wariin");
            parameters.setDescription(
                    "EN 319 102-1 with the platform's own trust anchors; changes after a signature fail it");
            tighten(parameters.getSignatureConstraints().getBasicSignatureConstraints());
            tighten(parameters.getTimestamp().getBasicSignatureConstraints());
            for (var context : List.of(
                    parameters.getSignatureConstraints().getBasicSignatureConstraints(),
                    parameters.getCounterSignatureConstraints().getBasicSignatureConstraints(),
                    parameters.getTimestamp().getBasicSignatureConstraints(),
                    parameters.getRevocation().getBasicSignatureConstraints())) {
                follow(context.getSigningCertificate());
                follow(context.getCACertificate());
            }
            return new EtsiValidationPolicy(parameters);
        } catch (Exception e) {
            throw new IllegalStateException("The validation policy of EU DSS cannot be read", e);
        }
    }

    private static void tighten(BasicSignatureConstraints constraints) {
        constraints.setByteRangeCollision(fail());
        constraints.setUndefinedChanges(fail());
        constraints.setPdfAnnotationOverlap(null);
        constraints.setPdfVisualDifference(null);
    }

    /// For whom an authority may certify is part of the path, as are extensions that must be known (RFC 5280, 6.1).
    ///
    /// Policies stay a warning: of NIST's good paths with policies the library refuses more than half, as
    /// `PkitsTests` shows.
    private static void follow(CertificateConstraints constraints) {
        constraints.setNameConstraints(fail());
        constraints.getSupportedCriticalExtensions().setLevel(eu.europa.esig.dss.enumerations.Level.FAIL);
    }

    private static LevelConstraint fail() {
        var constraint = new LevelConstraint();
        constraint.setLevel(eu.europa.esig.dss.enumerations.Level.FAIL);
        return constraint;
    }

    /// Makes services that read big files from disk and take changes from the structure.
    private static final class StructuralFactory extends PdfBoxDefaultObjectFactory {

        private final PdfStructure structure;

        StructuralFactory(PdfStructure structure) {
            this.structure = structure;
            setResourcesHandlerBuilder(new TempFileResourcesHandlerBuilder());
            setPdfMemoryUsageSetting(PdfMemoryUsageSetting.mixed(MEMORY_FOR_PDF));
        }

        @Override
        public PDFSignatureService newPAdESSignatureService() {
            return configure(new StructuralService(structure));
        }
    }

    private static final class StructuralService extends PdfBoxSignatureService {

        private final PdfStructure structure;

        StructuralService(PdfStructure structure) {
            super(PDFServiceMode.SIGNATURE, new PdfBoxDefaultSignatureDrawerFactory());
            this.structure = structure;
        }

        @Override
        protected void analyzePdfModifications(
                DSSDocument document, PdfCMSRevision revision, PdfDocumentReader reader, char[] password) {
            var detection = new PdfModificationDetection();
            var modifications = new PdfObjectModifications();
            for (var place : structure.signatures()) {
                if (!place.byteRange().equals(rangeOf(revision))) continue;
                for (var change : structure.changesAfter(place)) {
                    if (!change.allowed()) modifications.addUndefinedChange(modification(change));
                }
            }
            detection.setAnnotationOverlaps(List.of());
            detection.setVisualDifferences(List.of());
            detection.setPageDifferences(List.of());
            detection.setObjectModifications(modifications);
            revision.setModificationDetection(detection);
        }

        private static List<Long> rangeOf(PdfCMSRevision revision) {
            return revision.getByteRange().toBigIntegerList().stream()
                    .map(Number::longValue)
                    .toList();
        }

        private static ObjectModification modification(LaterChange change) {
            var place = change.kind().name() + " revision " + change.revision()
                    + (change.page() == null ? "" : " page " + change.page());
            return ObjectModification.modify(new PdfObjectTree(place), null, null);
        }
    }
}
