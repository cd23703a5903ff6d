package wariin.x509;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;

/// All that a full revocation list says, written straight to DER (RFC 5280, 5).
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

    private static final String REASON_CODE = "2.5.29.21";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String EXPIRED_CERTS_ON_CRL = "2.5.29.60";

    /// The reason is a CRLReason; 0 (unspecified) is never written, as the standard asks.
    public record RevokedCertificate(SerialNumber serial, Instant at, int reason) {}

    public RevocationListContent {
        if (number <= 0 || !thisUpdate.isBefore(nextUpdate)) {
            throw new IllegalArgumentException("A list has a positive number and a next update after this one");
        }
    }

    /// The signed list in DER; a signature that the issuer's public key does not confirm never leaves here.
    public byte[] signedBy(UnaryOperator<byte[]> key) {
        var body = toBeSigned();
        var signature = key.apply(body);
        var list = Der.sequence(body, SignatureAlgorithm.of(issuerKey).identifier(), Der.bits(signature));
        try {
            var verifier =
                    Signature.getInstance(SignatureAlgorithm.of(issuerKey).jcaName());
            verifier.initVerify(issuerKey);
            verifier.update(body);
            if (!verifier.verify(signature)) throw new GeneralSecurityException("wrong signature");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The authority's key made a signature that does not verify", e);
        }
        return list;
    }

    byte[] toBeSigned() {
        var version = Der.integer(1);
        var algorithm = SignatureAlgorithm.of(issuerKey).identifier();
        var extensions = Der.of(
                Der.CONTEXT,
                Der.sequence(
                        Der.extension(
                                AUTHORITY_KEY_IDENTIFIER,
                                false,
                                Der.sequence(Der.of(0x80, KeyIdentifier.of(issuerKey)))),
                        Der.extension(CRL_NUMBER, false, Der.integer(number)),
                        Der.extension(EXPIRED_CERTS_ON_CRL, false, Der.generalizedTime(expiredSince))));
        // An empty list is left out altogether (RFC 5280, 5.1.2.6).
        var entries = revoked.isEmpty() ? new byte[0] : entries();
        return Der.sequence(
                version,
                algorithm,
                issuer.getEncoded(),
                Der.time(thisUpdate),
                Der.time(nextUpdate),
                entries,
                extensions);
    }

    private byte[] entries() {
        var bytes = new ByteArrayOutputStream(revoked.size() * 56);
        for (var certificate : revoked) {
            var reason = certificate.reason() == 0
                    ? new byte[0]
                    : Der.sequence(Der.extension(
                            REASON_CODE, false, Der.of(Der.ENUMERATED, new byte[] {(byte) certificate.reason()})));
            bytes.writeBytes(
                    Der.sequence(Der.integer(certificate.serial().value()), Der.time(certificate.at()), reason));
        }
        return Der.sequence(bytes.toByteArray());
    }
}
