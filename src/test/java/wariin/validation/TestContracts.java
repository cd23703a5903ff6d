package wariin.validation;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Signature;
import java.util.Date;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Contracts signed by EU DSS with keys of a {@link TestHierarchy}.
public final class TestContracts {

    private final TestHierarchy hierarchy;
    private final PAdESService service;

    public TestContracts(TestHierarchy hierarchy) {
        this(hierarchy, hierarchy);
    }

    /// @param stamps whose time-stamps are taken
    TestContracts(TestHierarchy hierarchy, TestHierarchy stamps) {
        this.hierarchy = hierarchy;
        quiet();
        TolerantCms.assertActive();
        var anchors = new CommonTrustedCertificateSource();
        anchors.addCertificate(new CertificateToken(hierarchy.root()));
        anchors.addCertificate(new CertificateToken(stamps.root()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors);
        var known = new eu.europa.esig.dss.spi.x509.CommonCertificateSource();
        known.addCertificate(new CertificateToken(stamps.issuer()));
        verifier.setAdjunctCertSources(known);
        verifier.setAIASource(null);
        verifier.setOcspSource((certificate, issuer) -> {
            var answer = hierarchy.ocsp().getRevocationToken(certificate, issuer);
            return answer == null ? stamps.ocsp().getRevocationToken(certificate, issuer) : answer;
        });
        verifier.setCrlSource((certificate, issuer) -> {
            var list = hierarchy.crl().getRevocationToken(certificate, issuer);
            return list == null ? stamps.crl().getRevocationToken(certificate, issuer) : list;
        });
        var quiet = new eu.europa.esig.dss.alert.SilentOnStatusAlert();
        verifier.setAlertOnRevokedCertificate(quiet);
        verifier.setAlertOnNoRevocationAfterBestSignatureTime(quiet);
        verifier.setAlertOnExpiredCertificate(quiet);
        this.service = new PAdESService(verifier);
        service.setTspSource(stamps::stamp);
    }

    /// EU DSS talks a lot.
    static void quiet() {
        for (var name : new String[] {"eu.europa.esig", "org.apache.pdfbox", "org.apache.fontbox"}) {
            var logger = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(name);
            logger.setLevel(ch.qos.logback.classic.Level.ERROR);
        }
    }

    /// Two pages of text with two empty places for signatures, as both are made before anybody signs.
    public byte[] contract() {
        try (var document = new PDDocument()) {
            for (var page = 1; page <= 2; page++) {
                var sheet = new PDPage();
                document.addPage(sheet);
                try (var content = new PDPageContentStream(document, sheet)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
                    content.newLineAtOffset(72, 700);
                    content.showText("Page " + page + ": party A pays party B 1,000 yen.");
                    content.endText();
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return withField(withField(out.toByteArray(), "PartyA", 100), "PartyB", 300);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] withField(byte[] pdf, String name, int x) {
        var field = new SignatureFieldParameters();
        field.setFieldId(name);
        field.setPage(2);
        field.setOriginX(x);
        field.setOriginY(500);
        field.setWidth(100);
        field.setHeight(50);
        return bytes(service.addNewSignatureField(new InMemoryDocument(pdf), field));
    }

    public byte[] sign(byte[] pdf, String field, TestHierarchy.Subscriber by, SignatureLevel level) {
        return sign(pdf, field, by, level, null);
    }

    byte[] sign(
            byte[] pdf,
            String field,
            TestHierarchy.Subscriber by,
            SignatureLevel level,
            CertificationPermission certification) {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(by.certificate()));
        parameters.setCertificateChain(
                new CertificateToken(by.certificate()),
                new CertificateToken(hierarchy.issuer()),
                new CertificateToken(hierarchy.root()));
        parameters.bLevel().setSigningDate(new Date());
        parameters.getImageParameters().getFieldParameters().setFieldId(field);
        parameters.setContentSize(20_000);
        if (certification != null) parameters.setPermission(certification);
        try {
            var document = new InMemoryDocument(pdf, "contract.pdf");
            var toSign = service.getDataToSign(document, parameters);
            var signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(by.keys().getPrivate());
            signer.update(toSign.getBytes());
            var value = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signer.sign());
            return bytes(service.signDocument(document, parameters, value));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] extendToArchive(byte[] pdf) {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LTA);
        return bytes(service.extendDocument(new InMemoryDocument(pdf), parameters));
    }

    private static byte[] bytes(DSSDocument document) {
        return DSSUtils.toByteArray(document);
    }
}
