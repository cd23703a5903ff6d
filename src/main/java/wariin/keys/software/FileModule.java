package wariin.keys.software;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import wariin.keys.CryptographicModule;
import wariin.keys.KeysUnusable;
import wariin.keys.Wrapped;

/// Key-encryption keys in a file, each wrapped under a key that Argon2id makes of the operator's passphrase (RFC
/// 9106).
///
/// The last in the file wraps; the others only unwrap. They are in this process's memory while it runs: whoever reads
/// that memory has them, which is what a token is for. Another process may change the file: before anything is wrapped
/// the file is looked at, so that nothing comes under a key that the other one is about to destroy. Thread-safe.
public final class FileModule implements CryptographicModule {

    private static final int SHORTEST_PASSPHRASE = 12;

    /// The keys of the file as it was when it looked like that.
    private record Opened(Map<String, SecretKey> keys, DurableFile.@Nullable Look look) {

        String current() {
            return names().getLast();
        }

        List<String> names() {
            return List.copyOf(keys.keySet());
        }
    }

    private final Path file;
    private final Supplier<char[]> passphrase;
    private final SecureRandom random;
    private final Clock clock;
    private volatile Opened opened;

    private FileModule(Path file, Supplier<char[]> passphrase, SecureRandom random, Clock clock) {
        this.file = file;
        this.passphrase = passphrase;
        this.random = random;
        this.clock = clock;
        this.opened = read();
    }

    /// Opens the file, making it on the first start; `mayCreate` is false where something is already wrapped.
    ///
    /// @param passphrase asked at the start and when the file was or shall be changed; a fresh array each time
    public static FileModule open(
            Path file, Supplier<char[]> passphrase, boolean mayCreate, SecureRandom random, Clock clock) {
        if (!Files.exists(file)) {
            if (!mayCreate) {
                throw new KeysUnusable("The key file " + file + " is missing though keys are stored under it: put it"
                        + " back from a backup");
            }
            var content = KeyFile.empty(random);
            var key = passphraseKey(content, longEnough(passphrase.get()));
            content.plus(key, random, clock).write(file);
        }
        return new FileModule(file, passphrase, random, clock);
    }

    /// Puts all keys of the file under another passphrase, with a new salt; the keys stay the same. Platforms that run
    /// meanwhile go on. Clears both passphrases.
    public static void changePassphrase(Path file, char[] before, char[] after, SecureRandom random) {
        DurableFile.alone(file, () -> {
            var content = KeyFile.read(file);
            var keys = unlock(file, content, passphraseKey(content, before));
            var fresh = KeyFile.empty(random);
            var key = passphraseKey(fresh, longEnough(after));
            var sealed = fresh.sealed(key, keys, random);
            unlock(file, sealed, key);
            sealed.write(file);
        });
    }

    @Override
    public String currentKey() {
        return latest().current();
    }

    @Override
    public boolean holds(String key) {
        return opened.keys.containsKey(key) || latest().keys.containsKey(key);
    }

    @Override
    public String description() {
        return "the key file " + file;
    }

    @Override
    public Wrapped wrap(byte[] secret, byte[] context) {
        var now = latest();
        var key = Objects.requireNonNull(now.keys.get(now.current()));
        return new Wrapped(now.current(), Sealing.seal(key, secret, context, random));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, byte[] context) {
        var key = opened.keys.get(wrapped.key());
        if (key == null) key = latest().keys.get(wrapped.key());
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

    @Override
    public List<String> generations() {
        return latest().names();
    }

    @Override
    public String renew() {
        change((content, key) -> content.plus(key, random, clock));
        return opened.current();
    }

    @Override
    public void destroy(String key) {
        change((content, _) -> content.without(key));
    }

    /// What is in the file, which is read again only if it is another than before. While it is away, as for a backup
    /// that is put back, what was read goes on: nobody can change it then.
    private Opened latest() {
        var known = opened;
        var look = DurableFile.look(file);
        return look == null || look.equals(known.look) ? known : readAgain();
    }

    /// The passphrase alone may have changed, perhaps to one that this process was not given: then it goes on.
    private synchronized Opened readAgain() {
        var look = DurableFile.look(file);
        var content = KeyFile.read(file);
        requireNotOlder(content);
        opened = content.names().equals(opened.names()) ? new Opened(opened.keys, look) : read();
        return opened;
    }

    private Opened read() {
        var look = DurableFile.look(file);
        var content = KeyFile.read(file);
        return new Opened(unlock(file, content, passphraseKey(content, passphrase.get())), look);
    }

    /// What is written opens with the passphrase: that is tried first.
    private synchronized void change(BiFunction<KeyFile, SecretKey, KeyFile> change) {
        DurableFile.alone(file, () -> {
            var content = KeyFile.read(file);
            requireNotOlder(content);
            var key = passphraseKey(content, passphrase.get());
            unlock(file, content, key);
            var changed = change.apply(content, key);
            var keys = unlock(file, changed, key);
            changed.write(file);
            opened = new Opened(keys, DurableFile.look(file));
        });
    }

    /// A file from before a rotation lacks the key that wraps and has no newer one: what came under that key would be
    /// lost with this process, so that nothing more does.
    private void requireNotOlder(KeyFile content) {
        var names = content.names();
        if (names.contains(opened.current()) || !opened.names().containsAll(names)) return;
        throw new KeysUnusable("The key file " + file + " lacks the key " + opened.current() + " that wraps now: put"
                + " the newest one back, from before it was exchanged");
    }

    private static char[] longEnough(char[] passphrase) {
        if (passphrase.length >= SHORTEST_PASSPHRASE) return passphrase;
        throw new KeysUnusable("The passphrase for the keys is shorter than " + SHORTEST_PASSPHRASE
                + " characters: choose a longer one (openssl rand -base64 24 makes a good one)");
    }

    private static SecretKey passphraseKey(KeyFile content, char[] passphrase) {
        try {
            return content.passphraseKey(passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
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
                        + ": give the one that it was made with, or that it was changed to last");
            }
        }
        return keys;
    }
}
