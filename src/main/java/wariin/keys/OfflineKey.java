package wariin.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.DestroyFailedException;
import org.jspecify.annotations.Nullable;
import wariin.keys.software.OfflineKeyFile;

/// A private key in a file that two people open together, for a root that is kept off the network (EN 319 411-1,
/// 6.5.1: dual control).
///
/// Open only while it is used; {@link #close} forgets the key. Passphrases are cleared by these methods.
public final class OfflineKey implements RootKey {

    private final KeyAlgorithm algorithm;
    private final PublicKey publicKey;
    private @Nullable PrivateKey privateKey;

    private OfflineKey(KeyAlgorithm algorithm, PublicKey publicKey, PrivateKey privateKey) {
        this.algorithm = algorithm;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /// Makes a key and its file, which must not be there yet.
    public static OfflineKey generate(
            Path file, KeyAlgorithm algorithm, char[] first, char[] second, SecureRandom random) {
        Corretto.install();
        var pair = KeyPairs.generate(algorithm);
        var secret = pair.getPrivate().getEncoded();
        try {
            OfflineKeyFile.seal(algorithm, pair.getPublic().getEncoded(), secret, first, second, random)
                    .write(file);
            return new OfflineKey(algorithm, pair.getPublic(), pair.getPrivate());
        } finally {
            Arrays.fill(secret, (byte) 0);
            clear(first, second);
        }
    }

    public static OfflineKey open(Path file, char[] first, char[] second) {
        byte[] secret = {};
        try {
            var sealed = OfflineKeyFile.read(file);
            secret = sealed.unseal(first, second);
            return new OfflineKey(
                    sealed.algorithm(),
                    KeyPairs.publicKey(sealed.algorithm(), sealed.publicKey()),
                    KeyPairs.privateKey(sealed.algorithm(), secret));
        } finally {
            Arrays.fill(secret, (byte) 0);
            clear(first, second);
        }
    }

    /// The public key in the file, which needs nobody's passphrase (and proves nothing until the file is opened).
    public static PublicKey publicKey(Path file) {
        var sealed = OfflineKeyFile.read(file);
        return KeyPairs.publicKey(sealed.algorithm(), sealed.publicKey());
    }

    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        if (privateKey == null) throw new IllegalStateException("The key has been closed");
        return KeyPairs.sign(algorithm, privateKey, publicKey, message);
    }

    /// Ends the key for ever: the file is written over, then removed. On flash memory and on file systems that copy,
    /// old blocks may stay; the medium itself is to be destroyed too.
    public static void destroy(Path file) {
        try {
            Files.write(file, new byte[(int) Files.size(file)]);
            Files.delete(file);
        } catch (IOException refused) {
            throw new KeysUnusable("The offline key " + file + " could not be destroyed: check its rights", refused);
        }
    }

    @Override
    public void close() {
        if (privateKey == null) return;
        try {
            privateKey.destroy();
        } catch (DestroyFailedException _) {
            // the JDK's own key types do not support it
        }
        privateKey = null;
    }

    private static void clear(char[] first, char[] second) {
        Arrays.fill(first, '\0');
        Arrays.fill(second, '\0');
    }
}
