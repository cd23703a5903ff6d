package wariin.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;

/// All that a full and short revocation list says, such as that of a root (RFC 5280, 5).
///
/// @param expiredSince certificates that expired after this stay on the list (ITU-T X.509, expiredCertsOnCRL)
public record RevocationListContent(
        X500Principal issuer,
        PublicKey issuerKey,
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        Instant expiredSince,
        List<RevokedCertificate> revoked) {

    /// The reason is a CRLReason; 0 (unspecified) is never written, as the standard asks.
    public record RevokedCertificate(SerialNumber serial, Instant at, int reason) {}

    /// The signed list in DER; a signature that the issuer's public key does not confirm never leaves here.
    public byte[] signedBy(UnaryOperator<byte[]> key) {
        return writer().write(Revocations.of(revoked), _ -> {}, body -> confirmed(body, key.apply(body)))
                .encoded();
    }

    private RevocationListWriter writer() {
        return new RevocationListWriter(issuer, issuerKey, number, thisUpdate, nextUpdate, expiredSince, List.of());
    }

    private byte[] confirmed(byte[] body, byte[] signature) {
        try {
            var verifier =
                    Signature.getInstance(SignatureAlgorithm.of(issuerKey).jcaName());
            verifier.initVerify(issuerKey);
            verifier.update(body);
            if (!verifier.verify(signature)) throw new GeneralSecurityException("wrong signature");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The authority's key made a signature that does not verify", e);
        }
        return signature;
    }
}
