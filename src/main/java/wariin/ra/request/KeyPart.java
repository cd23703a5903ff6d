package wariin.ra.request;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/// What a request has of a key: the certification request that proves it, and the public key.
public record KeyPart(byte @Nullable [] certificationRequest, byte @Nullable [] publicKey) {

    public static final KeyPart NONE = new KeyPart(null, null);

    /// A key that was proven before.
    public static PublicKey read(byte[] subjectPublicKeyInfo) {
        var algorithm = SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo).getAlgorithm();
        var family = switch (algorithm.getAlgorithm().getId()) {
            case "1.2.840.10045.2.1" -> "EC";
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.3.101.112" -> "Ed25519";
            default -> "ML-DSA";
        };
        try {
            return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException broken) {
            throw new IllegalStateException("A stored public key is damaged", broken);
        }
    }
}
