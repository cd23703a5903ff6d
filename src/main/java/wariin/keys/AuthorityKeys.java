package wariin.keys;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/// The platform's own keys: authorities, time-stamping units, status signers, log. In memory while the platform runs.
@Service
public class AuthorityKeys {

    private record Unwrapped(KeyAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {}

    private final CryptographicModule module;
    private final KeyRegister register;
    private final Clock clock;
    private final Map<KeyId, Unwrapped> unwrapped = new ConcurrentHashMap<>();

    AuthorityKeys(CryptographicModule module, KeyRegister register, Clock clock) {
        this.module = module;
        this.register = register;
        this.clock = clock;
    }

    /// Makes the key for a purpose such as `ca:root`, or gives the one that there is: safe to repeat after a crash.
    public KeyPairInfo generate(KeyAlgorithm algorithm, String purpose) {
        var existing = find(purpose);
        if (existing.isEmpty()) {
            register.add(fresh(algorithm, purpose), clock.instant());
            existing = find(purpose);
        }
        return existing.filter(key -> key.algorithm() == algorithm)
                .orElseThrow(() -> new IllegalStateException("The key " + purpose + " is of another algorithm"));
    }

    public Optional<KeyPairInfo> find(String purpose) {
        return register.findByPurpose(purpose).map(StoredKey::info);
    }

    /// Signs a message (hashes it itself) by {@link KeyAlgorithm#signatureAlgorithm()}; verified before release.
    public byte[] sign(KeyId id, byte[] message) {
        var key = unwrapped.computeIfAbsent(id, this::unwrap);
        return KeyPairs.sign(key.algorithm, key.privateKey, key.publicKey, message);
    }

    private StoredKey fresh(KeyAlgorithm algorithm, String purpose) {
        var pair = KeyPairs.generate(algorithm);
        var publicKey = pair.getPublic().getEncoded();
        var secret = pair.getPrivate().getEncoded();
        try {
            var wrapped = module.wrap(secret, WrappingContext.authority(purpose, publicKey));
            return new StoredKey(KeyId.random(), algorithm, purpose, null, null, publicKey, wrapped);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private Unwrapped unwrap(KeyId id) {
        var key = register.find(id)
                .filter(stored -> stored.purpose() != null)
                .orElseThrow(() -> new IllegalArgumentException("No authority has the key " + id));
        if (key.wrapped() == null) throw new IllegalStateException("The key " + id + " has been destroyed");
        var secret = module.unwrap(key.wrapped(), key.context());
        try {
            var privateKey = KeyPairs.privateKey(key.algorithm(), secret);
            return new Unwrapped(key.algorithm(), privateKey, KeyPairs.publicKey(key.algorithm(), key.publicKey()));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
