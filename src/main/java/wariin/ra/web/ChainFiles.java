package wariin.ra.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import wariin.x509.Certificates;

/// Certificates in the forms that programs take: DER, PEM (RFC 7468) and a bag of PKCS #7 (RFC 5652, no signers).
final class ChainFiles {

    private ChainFiles() {}

    static byte[] der(X509Certificate certificate) {
        return Certificates.encoded(certificate);
    }

    static byte[] pem(List<X509Certificate> certificates) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        var text = new ByteArrayOutputStream();
        for (var certificate : certificates) {
            text.writeBytes("-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
            text.writeBytes(lines.encode(Certificates.encoded(certificate)));
            text.writeBytes("\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
        }
        return text.toByteArray();
    }

    static byte[] pkcs7(List<X509Certificate> certificates) {
        try {
            var bag = new CMSSignedDataGenerator();
            bag.addCertificates(new JcaCertStore(certificates));
            return bag.generate(new CMSAbsentContent()).getEncoded("DER");
        } catch (CertificateEncodingException | CMSException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
