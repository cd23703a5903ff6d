package wariin.validation;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.enumerations.ValidationLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
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
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import eu.europa.esig.dss.validation.reports.Reports;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    record Outcome(
            Reports reports,
            List<AdvancedSignature> signatures,
            List<TimestampToken> detachedTimestamps,
            Map<String, X509Certificate> certificates) {}

    Outcome run(DSSDocument document, Trust trust, Instant at, PdfStructure structure) {
        var validator = new PDFDocumentValidator(document);
        validator.setPdfObjFactory(new StructuralFactory(structure));
        validator.setCertificateVerifier(verifier(trust));
        validator.setValidationTime(Date.from(at));
        validator.setValidationLevel(ValidationLevel.ARCHIVAL_DATA);
        validator.setIncludeSemantics(false);
        var reports = validator.validateDocument(policy);
        var signatures = validator.getSignatures();
        return new Outcome(reports, signatures, validator.getDetachedTimestamps(), certificates(signatures, trust));
    }

    /// Every certificate that the file carries or that we trust, by the library's name for it.
    private static Map<String, X509Certificate> certificates(List<AdvancedSignature> signatures, Trust trust) {
        var certificates = new HashMap<String, X509Certificate>();
        for (var signature : signatures) {
            for (var token : signature.getCompleteCertificateSource().getCertificates()) {
                certificates.put(token.getDSSIdAsString(), token.getCertificate());
            }
        }
        for (var anchor : trust.anchors()) {
            certificates.put(new CertificateToken(anchor).getDSSIdAsString(), anchor);
        }
        return certificates;
    }

    static CommonCertificateVerifier verifier(Trust trust) {
        var anchors = new CommonTrustedCertificateSource();
        trust.anchors().forEach(anchor -> anchors.addCertificate(new CertificateToken(anchor)));
        var verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(anchors);
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
    /// Policies stay a warning: of NIST's good paths with policies the library refuses more than half (`PkitsTests`).
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
