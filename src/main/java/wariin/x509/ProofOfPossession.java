package wariin.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import java.util.Optional;

/// What shows that whoever asks for a certificate holds the key, and that the key is worth one (RFC 2986, 4.2; RFC
/// 4211,
/// 4; RFC 9810, 5.2.8).
public final class ProofOfPossession {
    private static final Map<String, String> ALGORITHMS = Map.ofEntries(
            Map.entry("1.2.840.10045.4.3.2", "SHA256withECDSA"),
            Map.entry("1.2.840.10045.4.3.3", "SHA384withECDSA"),
            Map.entry("1.2.840.10045.4.3.4", "SHA512withECDSA"),
            Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"),
            Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
            Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"),
            Map.entry("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
            Map.entry("2.16.840.1.101.3.4.3.19", "ML-DSA-87"));

    private ProofOfPossession() {}

    /// The key of this SubjectPublicKeyInfo, if keys like it are certified and it is not a weak one.
    public static Optional<PublicKey> strongKey(byte[] info) {
        try {
            var key = WeakKey.parse(info);
            return WeakKey.find(key).isEmpty() ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException | MalformedDer _) {
            return Optional.empty();
        }
    }

    /// Whether the key made this signature, by a method with SHA-256 or better.
    ///
    /// @param algorithm its object identifier
    public static boolean holds(String algorithm, PublicKey key, byte[] message, byte[] signature) {
        var name = ALGORITHMS.get(algorithm);
        if (name == null) return false;
        try {
            var verifier = Signature.getInstance(name);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
