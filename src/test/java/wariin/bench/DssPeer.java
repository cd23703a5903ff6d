package wariin.bench;

import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import wariin.pdf.TestPki;
import wariin.pdf.TestPki.Holder;

/// EU DSS by its ordinary calls, with everything it asks for at hand in memory.
final class DssPeer {

    private final Holder holder;
    private final PAdESService service;
    private final CertificateToken signer;
    private final DSSDocument picture = new InMemoryDocument(BenchStamp.png(), "seal.png");

    DssPeer(BenchTsa tsa, Holder holder) {
        this.holder = holder;
        this.signer = new CertificateToken(holder.certificate());
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(TestPki.INSTANCE.root.certificate()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setOcspSource(ocsp());
        verifier.setCrlSource(crl());
        this.service = new PAdESService(verifier);
        service.setTspSource((TSPSource) (algorithm, digest) -> binary(tsa.stamp(digest)));
    }

    private static TimestampBinary binary(byte[] token) {
        return new TimestampBinary(token);
    }

    private OCSPSource ocsp() {
        var pki = TestPki.INSTANCE;
        Map<CertificateToken, BasicOCSPResp> known = new HashMap<>();
        for (var leaf : new Holder[] {holder, pki.unit}) {
            try {
                var response = (BasicOCSPResp) new OCSPResp(pki.ocsp(leaf)).getResponseObject();
                known.put(new CertificateToken(leaf.certificate()), response);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return (certificate, issuer) -> {
            var response = known.get(certificate);
            return response == null ? null : new OCSPToken(response, response.getResponses()[0], certificate, issuer);
        };
    }

    private static CRLSource crl() {
        var crl = TestPki.INSTANCE.crl(TestPki.INSTANCE.root);
        var root = new CertificateToken(TestPki.INSTANCE.root.certificate());
        return (certificate, issuer) -> {
            if (!issuer.equals(root)) return null;
            try {
                return new CRLToken(certificate, CRLUtils.buildCRLValidity(CRLUtils.buildCRLBinary(crl), issuer));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    DSSDocument sign(BenchDocument document) {
        var file = new InMemoryDocument(document.bytes(), "document.pdf");
        var parameters = parameters(document);
        var toSign = service.getDataToSign(file, parameters);
        var algorithm =
                holder.algorithm().endsWith("RSA") ? SignatureAlgorithm.RSA_SHA256 : SignatureAlgorithm.ECDSA_SHA256;
        return service.signDocument(file, parameters, new SignatureValue(algorithm, holder.sign(toSign.getBytes())));
    }

    private PAdESSignatureParameters parameters(BenchDocument document) {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LT);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSignatureTimestampParameters(new PAdESTimestampParameters(DigestAlgorithm.SHA256));
        parameters.setSigningCertificate(signer);
        var chain = new ArrayList<CertificateToken>();
        for (var certificate : TestPki.INSTANCE.chain(holder)) chain.add(new CertificateToken(certificate));
        parameters.setCertificateChain(chain);
        parameters.bLevel().setSigningDate(new Date());
        parameters.setReason("Conclusion of the contract");
        parameters.setLocation("Tokyo");
        parameters.setSignerName("Hanako Test");
        var image = new SignatureImageParameters();
        image.setImage(picture);
        image.getFieldParameters().setFieldId(document.firstField());
        parameters.setImageParameters(image);
        return parameters;
    }
}
