package wariin.keys;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Generates, reads and uses key pairs with the JCA providers there are.
final class KeyPairs {

    /// DigestInfo of a SHA-256 hash up to the hash (RFC 8017, 9.2, note 1).
    private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    /// The JDK's provider of ML-DSA.
    private static final String JDK = "SUN";

    private KeyPairs() {}

    static KeyPair generate(KeyAlgorithm algorithm) {
        try {
            var generator = algorithm.lattice()
                    ? KeyPairGenerator.getInstance(algorithm.family(), JDK)
                    : KeyPairGenerator.getInstance(algorithm.family());
            switch (algorithm) {
                case EC_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case EC_P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                case RSA_3072 -> generator.initialize(3072);
                case RSA_4096 -> generator.initialize(4096);
                case ED25519, ML_DSA_65, ML_DSA_87 -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new KeysUnusable("This Java cannot make " + algorithm + " keys", impossible);
        }
    }

    static PublicKey publicKey(KeyAlgorithm algorithm, byte[] spki) {
        try {
            return factory(algorithm).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException broken) {
            throw new KeysUnusable("A stored public key is damaged: restore the database from a backup", broken);
        }
    }

    /// Reads an unwrapped key. The caller clears the bytes.
    static PrivateKey privateKey(KeyAlgorithm algorithm, byte[] pkcs8) {
        var spec = new PKCS8EncodedKeySpec(pkcs8);
        try {
            return factory(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException broken) {
            throw new KeysUnusable("An unwrapped private key is not one", broken);
        }
    }

    /// Signs a message and verifies what came out: a computation that was disturbed must not leave (it may tell the
    /// key).
    static byte[] sign(KeyAlgorithm algorithm, PrivateKey key, PublicKey publicKey, byte[] message) {
        return sign(algorithm.signatureAlgorithm(), key, publicKey, message);
    }

    /// Signs a SHA-256 hash made elsewhere; verified as above.
    static byte[] signHash(KeyAlgorithm algorithm, PrivateKey key, PublicKey publicKey, byte[] sha256) {
        var input = algorithm.family().equals("RSA") ? concat(SHA256_INFO, sha256) : sha256;
        return sign(algorithm.rawAlgorithm(), key, publicKey, input);
    }

    /// A signature that somebody else made, if it is one.
    static byte[] verified(KeyAlgorithm algorithm, PublicKey publicKey, byte[] message, byte[] signature) {
        try {
            if (verifies(algorithm.signatureAlgorithm(), publicKey, message, signature)) return signature;
            throw new KeysUnusable("A signature does not verify with the stored public key and was thrown away");
        } catch (GeneralSecurityException broken) {
            throw new KeysUnusable("A signature could not be made", broken);
        }
    }

    private static byte[] sign(String algorithm, PrivateKey key, PublicKey publicKey, byte[] input) {
        try {
            var signer = signature(algorithm);
            signer.initSign(key);
            signer.update(input);
            var signature = signer.sign();
            if (!verifies(algorithm, publicKey, input, signature)) {
                throw new KeysUnusable("A signature does not verify with the stored public key and was thrown away");
            }
            return signature;
        } catch (GeneralSecurityException broken) {
            throw new KeysUnusable("A signature could not be made", broken);
        }
    }

    private static boolean verifies(String algorithm, PublicKey key, byte[] input, byte[] signature)
            throws GeneralSecurityException {
        var verifier = signature(algorithm);
        try {
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException notEvenClose) {
            return false;
        }
    }

    private static KeyFactory factory(KeyAlgorithm algorithm) throws GeneralSecurityException {
        return algorithm.lattice()
                ? KeyFactory.getInstance(algorithm.family(), JDK)
                : KeyFactory.getInstance(algorithm.family());
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        return algorithm.startsWith("ML-DSA")
                ? Signature.getInstance(algorithm, JDK)
                : Signature.getInstance(algorithm);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
