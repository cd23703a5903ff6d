package wariin.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.function.UnaryOperator;

/// The body of a certificate that passed the linter: only such a one is ever signed. Only the linter makes it.
public final class LintedCertificate {
    private final byte[] body;
    private final PublicKey issuerKey;

    LintedCertificate(byte[] body, PublicKey issuerKey) {
        this.body = body.clone();
        this.issuerKey = issuerKey;
    }

    public byte[] toBeSigned() {
        return body.clone();
    }

    /// The certificate; a signature that the issuer's public key does not confirm never leaves here.
    public X509Certificate signedBy(UnaryOperator<byte[]> key) {
        var signature = key.apply(body.clone());
        var certificate = Certificates.parse(
                Der.sequence(body, SignatureAlgorithm.of(issuerKey).identifier(), Der.bits(signature)));
        try {
            certificate.verify(issuerKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The authority's key made a signature that does not verify", e);
        }
        return certificate;
    }
}
