package wariin.keys;

import java.security.PrivateKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.DestroyFailedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Signers' keys: they rest wrapped, and are unwrapped only for one activated hash at a time.
@Service
public class SubscriberKeys {

    private final CryptographicModule module;
    private final KeyRegister register;
    private final Clock clock;

    SubscriberKeys(CryptographicModule module, KeyRegister register, Clock clock) {
        this.module = module;
        this.register = register;
        this.clock = clock;
    }

    public KeyPairInfo generate(KeyAlgorithm algorithm, String credential, String user) {
        algorithm.hashSignatureAlgorithm();
        var pair = KeyPairs.generate(algorithm);
        var publicKey = pair.getPublic().getEncoded();
        var secret = pair.getPrivate().getEncoded();
        try {
            var wrapped = module.wrap(secret, WrappingContext.subscriber(credential, user, publicKey));
            var key = new StoredKey(KeyId.random(), algorithm, null, credential, user, publicKey, wrapped, null);
            register.add(key, clock.instant());
            return new KeyPairInfo(key.id(), algorithm, pair.getPublic());
        } finally {
            Arrays.fill(secret, (byte) 0);
            forget(pair.getPrivate());
        }
    }

    public Optional<KeyPairInfo> find(KeyId id) {
        return register.find(id).filter(key -> key.purpose() == null).map(StoredKey::info);
    }

    /// Unwraps, signs, verifies with the stored public key, forgets. Never inside a transaction.
    /// The algorithm is {@link KeyAlgorithm#hashSignatureAlgorithm()}; ECDSA signatures are DER.
    public byte[] sign(KeyId id, ActivatedHash hash) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Signing belongs between two transactions, not inside one");
        }
        var key = register.find(id)
                .filter(stored -> stored.purpose() == null)
                .orElseThrow(() -> new IllegalArgumentException("No signer has the key " + id));
        if (key.wrapped() == null) throw new IllegalStateException("The key " + id + " has been destroyed");
        // The owner comes from the activated hash, not from the row: a row given to somebody else does not unwrap.
        var owner = WrappingContext.subscriber(hash.credential(), hash.user(), key.publicKey());
        var secret = module.unwrap(key.wrapped(), owner);
        PrivateKey privateKey = null;
        try {
            privateKey = KeyPairs.privateKey(key.algorithm(), secret);
            var publicKey = KeyPairs.publicKey(key.algorithm(), key.publicKey());
            return KeyPairs.signHash(key.algorithm(), privateKey, publicKey, hash.sha256());
        } finally {
            Arrays.fill(secret, (byte) 0);
            if (privateKey != null) forget(privateKey);
        }
    }

    /// Forgets the private key for ever; the public key and the reason stay as evidence.
    public void destroy(KeyId id, String reason) {
        register.destroy(id, reason, clock.instant());
    }

    /// As far as Java lets: a provider that cannot clear its key leaves it to the garbage collector.
    private static void forget(PrivateKey key) {
        try {
            key.destroy();
        } catch (DestroyFailedException _) {
            // the JDK's own key types do not support it
        }
    }
}
