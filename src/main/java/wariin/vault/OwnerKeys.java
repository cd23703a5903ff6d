package wariin.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.keys.CryptographicModule;
import wariin.keys.KeysUnusable;

/// Owners' data keys: wrapped in the database, unwrapped in memory while their documents are in use.
@Component
class OwnerKeys {

    private final CryptographicModule module;
    private final VaultRegister register;
    private final TransactionTemplate apart;
    private final SecureRandom random;
    private final Clock clock;
    private final Cache<String, OwnerKey> inUse = Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    OwnerKeys(
            CryptographicModule module,
            VaultRegister register,
            PlatformTransactionManager transactions,
            SecureRandom random,
            Clock clock) {
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.module = module;
        this.register = register;
        this.random = random;
        this.clock = clock;
        for (var kek : register.keyEncryptionKeys()) {
            if (!module.holds(kek)) {
                throw new KeysUnusable("The documents are encrypted under " + kek + ", which is not in "
                        + module.description() + ": give the platform the module that it had before");
            }
        }
    }

    Optional<OwnerKey> find(String owner) {
        var known = inUse.getIfPresent(owner);
        if (known != null) return Optional.of(known);
        var wrapped = register.ownerKey(owner);
        if (wrapped.isEmpty()) return Optional.empty();
        var secret = module.unwrap(wrapped.get(), context(owner));
        try {
            var key = new OwnerKey(secret);
            inUse.put(owner, key);
            return Optional.of(key);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    OwnerKey findOrCreate(String owner) {
        return find(owner).orElseGet(() -> {
            var secret = new byte[32];
            random.nextBytes(secret);
            try {
                var wrapped = module.wrap(secret, context(owner));
                // Apart from the caller's transaction: a key that we remember must not be rolled back with it.
                apart.executeWithoutResult(_ -> register.addOwnerKey(owner, wrapped, clock.instant()));
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
            return find(owner).orElseThrow(); // another thread's, if it was first
        });
    }

    static byte[] context(String owner) {
        return ("wariin vault owner key 1\n" + owner).getBytes(UTF_8);
    }
}
