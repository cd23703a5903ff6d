package wariin.bench;

import java.util.Arrays;
import org.apache.pdfbox.Loader;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;

/// Checks with PDFBox and BouncyCastle that a file holds a valid signature with a time-stamp and validation data.
final class BenchCheck {

    private BenchCheck() {}

    static void requireSigned(byte[] file) throws Exception {
        try (var document = Loader.loadPDF(file)) {
            var signature = document.getLastSignatureDictionary();
            var contents = signature.getContents();
            try (var der = new ASN1InputStream(contents)) {
                var whole = der.readObject().getEncoded();
                var cms = new CMSSignedData(new CMSProcessableByteArray(signature.getSignedContent(file)), whole);
                var signer = cms.getSignerInfos().iterator().next();
                @SuppressWarnings("unchecked")
                var matching = cms.getCertificates().getMatches(signer.getSID());
                var certificate = (X509CertificateHolder) matching.iterator().next();
                var valid = signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
                if (!valid || signer.getUnsignedAttributes() == null) throw new IllegalStateException("not valid");
            }
            var range = signature.getByteRange();
            if (range[0] != 0 || range.length != 4) throw new IllegalStateException(Arrays.toString(range));
            if (!document.getDocumentCatalog().getCOSObject().containsKey("DSS")) {
                throw new IllegalStateException("no validation data");
            }
        }
    }
}
