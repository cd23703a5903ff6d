package wariin.x509;

import java.time.Instant;
import javax.security.auth.x500.X500Principal;

/// What the to-be-signed body of a certificate says of itself (RFC 5280, 4.1.2).
///
/// @param subjectKey the SubjectPublicKeyInfo
public record CertificateBody(
        SerialNumber serial, X500Principal issuer, Instant notBefore, Instant notAfter, byte[] subjectKey) {

    /// @throws MalformedDer if the fields up to the key are not those of a certificate
    public static CertificateBody parse(byte[] der) {
        try {
            var whole = DerReader.over(der);
            var body = whole.into(Der.SEQUENCE);
            whole.end();
            if (body.hasNext(Der.CONTEXT)) body.element();
            var serial = new SerialNumber(body.integer());
            body.into(Der.SEQUENCE); // the algorithm
            var issuer = new X500Principal(body.element());
            var validity = body.into(Der.SEQUENCE);
            var notBefore = validity.time();
            var notAfter = validity.time();
            validity.end();
            body.into(Der.SEQUENCE); // the subject
            if (!body.hasNext(Der.SEQUENCE)) throw new MalformedDer("The key is missing");
            return new CertificateBody(serial, issuer, notBefore, notAfter, body.element());
        } catch (IllegalArgumentException broken) {
            throw new MalformedDer("Not the body of a certificate: " + broken.getMessage());
        }
    }
}
