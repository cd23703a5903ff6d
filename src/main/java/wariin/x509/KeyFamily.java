package wariin.x509;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/// The families of keys that profiles tell apart.
final class KeyFamily {
    private KeyFamily() {}

    static String of(PublicKey key) {
        return switch (key) {
            case ECPublicKey _ -> "EC";
            case RSAPublicKey _ -> "RSA";
            default -> key.getAlgorithm().startsWith("ML-DSA") ? "ML-DSA" : key.getAlgorithm();
        };
    }
}
