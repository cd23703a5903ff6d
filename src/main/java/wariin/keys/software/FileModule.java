package wariin.keys.software;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import wariin.keys.CryptographicModule;
import wariin.keys.KeysUnusable;
import wariin.keys.Wrapped;

/// Key-encryption keys in a file, each wrapped under a key that Argon2id makes of the operator's passphrase (RFC
/// 9106).
///
/// The last in the file wraps; the others only unwrap. They are in this process's memory while it runs: whoever reads
/// that memory has them, which is what a token is for.
public final class FileModule implements CryptographicModule {

    private static final int SHORTEST_PASSPHRASE = 12;

    private final Path file;
    private final SecureRandom random;
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String current;

    private FileModule(Path file, SecureRandom random, Map<String, SecretKey> keys) {
        this.file = file;
        this.random = random;
        this.keys.putAll(keys);
        this.current = List.copyOf(keys.keySet()).getLast();
    }

    /// Opens the file, making it on the first start; `mayCreate` is false where something is already wrapped.
    public static FileModule open(Path file, char[] passphrase, boolean mayCreate, SecureRandom random, Clock clock) {
        try {
            if (!Files.exists(file)) {
                if (!mayCreate) {
                    throw new KeysUnusable("The key file " + file
                            + " is missing though keys are stored under it: put it" + " back from a backup");
                }
                create(file, passphrase, random, clock);
            }
            var content = KeyFile.read(file);
            return new FileModule(file, random, unlock(file, content, content.passphraseKey(passphrase)));
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /// Adds a new key to the file, which wraps from the next start on; the older ones go on unwrapping.
    public static void rotate(Path file, char[] passphrase, SecureRandom random, Clock clock) {
        var content = KeyFile.read(file);
        var passphraseKey = content.passphraseKey(passphrase);
        unlock(file, content, passphraseKey);
        var entries = new ArrayList<>(content.entries());
        entries.add(fresh(content, passphraseKey, random, clock));
        content.with(entries).write(file);
        Arrays.fill(passphrase, '\0');
    }

    @Override
    public String currentKey() {
        return current;
    }

    @Override
    public boolean holds(String key) {
        return keys.containsKey(key);
    }

    @Override
    public String description() {
        return "the key file " + file;
    }

    @Override
    public Wrapped wrap(byte[] secret, byte[] context) {
        return new Wrapped(current, Sealing.seal(keys.get(current), secret, context, random));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, byte[] context) {
        var key = keys.get(wrapped.key());
        if (key == null) {
            throw new KeysUnusable("The key-encryption key " + wrapped.key() + " is not in " + description());
        }
        try {
            return Sealing.unseal(key, wrapped.bytes(), context);
        } catch (AEADBadTagException changed) {
            throw new KeysUnusable(
                    "A stored key does not open: it was changed, or it was stored for somebody else", changed);
        }
    }

    private static void create(Path file, char[] passphrase, SecureRandom random, Clock clock) {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            throw new KeysUnusable("The passphrase for the keys is shorter than " + SHORTEST_PASSPHRASE
                    + " characters: choose a longer one (openssl rand -base64 24 makes a good one)");
        }
        var content = KeyFile.empty(random);
        content.with(List.of(fresh(content, content.passphraseKey(passphrase), random, clock)))
                .write(file);
    }

    private static KeyFile.Entry fresh(KeyFile content, SecretKey passphraseKey, SecureRandom random, Clock clock) {
        var secret = new byte[32];
        var suffix = new byte[4];
        random.nextBytes(secret);
        random.nextBytes(suffix);
        var name = "file/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/"
                + HexFormat.of().formatHex(suffix);
        try {
            return new KeyFile.Entry(name, Sealing.seal(passphraseKey, secret, content.context(name), random));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Map<String, SecretKey> unlock(Path file, KeyFile content, SecretKey passphraseKey) {
        var keys = new LinkedHashMap<String, SecretKey>();
        for (var entry : content.entries()) {
            try {
                var secret = Sealing.unseal(passphraseKey, entry.sealed(), content.context(entry.name()));
                keys.put(entry.name(), new SecretKeySpec(secret, "AES"));
                Arrays.fill(secret, (byte) 0);
            } catch (AEADBadTagException wrong) {
                throw new KeysUnusable("The passphrase does not open the key file " + file
                        + ": give the one that the platform was first started with");
            }
        }
        return keys;
    }
}
