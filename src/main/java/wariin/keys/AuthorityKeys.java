package wariin.keys;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The platform's own keys: authorities, time-stamping units, status signers, log. Wrapped ones are in memory while
/// the platform runs; those that live in a token sign there.
@Service
public class AuthorityKeys {

    /// A key ready for use: unwrapped in memory, or in the token under its label.
    private record Ready(
            KeyAlgorithm algorithm,
            PublicKey publicKey,
            @Nullable PrivateKey privateKey,
            @Nullable String tokenLabel) {}

    private final CryptographicModule module;
    private final KeyRegister register;
    private final Clock clock;
    private final Optional<ResidentKeys> token;
    private final boolean preferToken;
    private final Map<KeyId, Ready> ready = new ConcurrentHashMap<>();

    AuthorityKeys(CryptographicModule module, KeyRegister register, KeysSettings settings, Clock clock) {
        this.module = module;
        this.register = register;
        this.clock = clock;
        this.token = module.resident();
        this.preferToken = settings.pkcs11().authorityKeys() == KeysSettings.Place.TOKEN;
    }

    /// Makes the key for a purpose such as `ca:root`, or gives the one that there is: safe to repeat after a crash.
    public KeyPairInfo generate(KeyAlgorithm algorithm, String purpose) {
        var existing = find(purpose);
        if (existing.isEmpty()) {
            var made = fresh(algorithm, purpose);
            if (!register.add(made, clock.instant())) forget(made); // another node was first
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
        var key = ready.computeIfAbsent(id, this::prepare);
        if (key.tokenLabel == null) {
            return KeyPairs.sign(key.algorithm, Objects.requireNonNull(key.privateKey), key.publicKey, message);
        }
        var signature = token.orElseThrow().sign(key.algorithm, key.tokenLabel, message);
        return KeyPairs.verified(key.algorithm, key.publicKey, message, signature);
    }

    private StoredKey fresh(KeyAlgorithm algorithm, String purpose) {
        var id = KeyId.random();
        if (preferToken && token.filter(one -> one.makes(algorithm)).isPresent()) {
            var label = purpose + "/" + id;
            var publicKey = token.get().generate(algorithm, label).getEncoded();
            return new StoredKey(id, algorithm, purpose, null, null, publicKey, null, label);
        }
        var pair = KeyPairs.generate(algorithm);
        var publicKey = pair.getPublic().getEncoded();
        var secret = pair.getPrivate().getEncoded();
        try {
            var wrapped = module.wrap(secret, WrappingContext.authority(purpose, publicKey));
            return new StoredKey(id, algorithm, purpose, null, null, publicKey, wrapped, null);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private void forget(StoredKey unused) {
        if (unused.tokenLabel() != null) token.orElseThrow().destroy(unused.tokenLabel());
    }

    private Ready prepare(KeyId id) {
        var key = register.find(id)
                .filter(stored -> stored.purpose() != null)
                .orElseThrow(() -> new IllegalArgumentException("No authority has the key " + id));
        var publicKey = KeyPairs.publicKey(key.algorithm(), key.publicKey());
        if (key.tokenLabel() != null) return new Ready(key.algorithm(), publicKey, null, key.tokenLabel());
        if (key.wrapped() == null) throw new IllegalStateException("The key " + id + " has been destroyed");
        var secret = module.unwrap(key.wrapped(), key.context());
        try {
            return new Ready(key.algorithm(), publicKey, KeyPairs.privateKey(key.algorithm(), secret), null);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
