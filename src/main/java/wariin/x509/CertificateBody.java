package wariin.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.TBSCertificate;

/// What the to-be-signed body of a certificate says of itself (RFC 5280, 4.1.2).
///
/// @param subjectKey the SubjectPublicKeyInfo
public record CertificateBody(
        SerialNumber serial, X500Principal issuer, Instant notBefore, Instant notAfter, byte[] subjectKey) {

    public static CertificateBody parse(byte[] der) {
        try {
            var body = TBSCertificate.getInstance(der);
            return new CertificateBody(
                    new SerialNumber(body.getSerialNumber().getValue()),
                    new X500Principal(body.getIssuer().getEncoded()),
                    body.getStartDate().getDate().toInstant(),
                    body.getEndDate().getDate().toInstant(),
                    body.getSubjectPublicKeyInfo().getEncoded());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (IllegalArgumentException | ClassCastException | IllegalStateException broken) {
            throw new MalformedDer("Not the body of a certificate: " + broken.getMessage());
        }
    }
}
