package wariin.keys.pkcs11;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wariin.keys.KeysUnusable;

/// A token that is logged in to, with as many sessions as there are callers at once.
///
/// A token that went away is looked for again by the next caller, at most once a second, and the library is ended and
/// begun anew for it. A PIN that was refused is not tried a second time, so that the token does not lock itself.
/// Thread-safe: calls share the read lock, the return of a token has the write lock.
final class Token implements Sessions {

    private static final Logger log = LoggerFactory.getLogger(Token.class);
    private static final long BETWEEN_ATTEMPTS = 1_000_000_000L;

    /// What of a connection ends with it.
    private static final class Connection {
        private final long slot;
        private final int generation;
        private final ConcurrentLinkedQueue<Long> sessions = new ConcurrentLinkedQueue<>();
        private final Map<String, Long> privateKeys = new ConcurrentHashMap<>();

        private Connection(long slot, int generation) {
            this.slot = slot;
            this.generation = generation;
        }
    }

    private final Cryptoki library;
    private final int slotListIndex;
    private final Supplier<char[]> pin;
    private final String description;
    private volatile @Nullable Connection connection;
    private volatile KeysUnusable lastTrouble;
    private byte[] refusedPin = {};
    private boolean attempted;
    private long attemptedAt;

    private Token(Cryptoki library, Path path, int slotListIndex, Supplier<char[]> pin) {
        this.library = library;
        this.slotListIndex = slotListIndex;
        this.pin = pin;
        this.description = "the token in slot " + slotListIndex + " of " + path;
        this.lastTrouble = away();
    }

    /// @param pin asked again when the token comes back; the caller gives a fresh array each time
    static Token open(Path library, int slotListIndex, Supplier<char[]> pin) {
        if (!Files.isReadable(library)) {
            throw new KeysUnusable("There is no PKCS #11 library " + library + ": correct wariin.keys.pkcs11.library");
        }
        try {
            var loaded = Cryptoki.of(library);
            var token = new Token(loaded, library, slotListIndex, pin);
            loaded.lock.writeLock().lock();
            try {
                loaded.initialize();
                token.connection = token.first();
            } finally {
                loaded.lock.writeLock().unlock();
            }
            return token;
        } catch (IllegalArgumentException | UnsatisfiedLinkError | CryptokiFailure notOne) {
            throw new KeysUnusable(
                    library + " does not work as a PKCS #11 library: correct" + " wariin.keys.pkcs11.library", notOne);
        }
    }

    /// A library that was begun while the token was away sees it only when it is begun anew.
    private Connection first() {
        try {
            return connect();
        } catch (KeysUnusable | CryptokiFailure _) {
            library.finish();
            library.initialize();
            return connect();
        }
    }

    @Override
    public Cryptoki library() {
        return library;
    }

    String description() {
        return description;
    }

    /// Does the work by a session of its own; whatever the library refuses means that the token may be away.
    @Override
    public <T> T use(Work<T> work) {
        return use(work, false);
    }

    /// Makes a key. A token without room may say only that it failed, as SoftHSM does.
    @Override
    public <T> T make(Work<T> work) {
        try {
            return use(work);
        } catch (KeysUnusable refused) {
            if (connection == null
                    || !(refused.getCause() instanceof CryptokiFailure failure)
                    || !failure.isUnexplained()) {
                throw refused;
            }
            throw new KeysUnusable(
                    "No new key could be made in " + description + ": check that it has room for more keys, and that"
                            + " it is connected",
                    failure);
        }
    }

    /// A private key by its label; remembered, so that a signature needs no search.
    @Override
    public long privateKey(long session, String label) {
        var known = connected().privateKeys.get(label);
        if (known != null) return known;
        var found = library.find(session, Attribute.PRIVATE_KEYS, Attribute.label(label));
        if (found.isEmpty()) throw new Missing(label);
        connected().privateKeys.put(label, found.getFirst());
        return found.getFirst();
    }

    long secretKey(long session, String label) {
        var found = library.find(session, Attribute.SECRET_KEYS, Attribute.label(label));
        if (found.isEmpty()) throw new Missing(label);
        return found.getFirst();
    }

    /// A library that lost its token may say that nothing is in it: so a missing key too makes it look again.
    static final class Missing extends RuntimeException {
        Missing(String label) {
            super(label);
        }
    }

    /// The library was ended and begun anew since, by another user of it.
    private static final class Stale extends RuntimeException {}

    private <T> T use(Work<T> work, boolean again) {
        Connection used;
        RuntimeException trouble;
        library.lock.readLock().lock();
        try {
            used = connection;
            if (used != null && used.generation == library.generation()) {
                try {
                    return inSession(used, work);
                } catch (CryptokiFailure | Missing refused) {
                    trouble = refused;
                }
            } else {
                trouble = used == null ? lastTrouble : new Stale();
            }
        } finally {
            library.lock.readLock().unlock();
        }
        if (trouble instanceof CryptokiFailure failure && !meansAway(failure)) throw refusal(failure);
        if (again || !reconnected(used)) throw connection == null ? lastTrouble : refusal(trouble);
        return use(work, true);
    }

    private <T> T inSession(Connection used, Work<T> work) {
        var free = used.sessions.poll();
        var session = free == null ? library.openSession(used.slot) : free;
        // A session in which something failed may be in the middle of an operation: it is not used again.
        var result = work.with(session);
        used.sessions.add(session);
        return result;
    }

    private static boolean meansAway(CryptokiFailure failure) {
        return !failure.isFull()
                && failure.code() != CryptokiFailure.ENCRYPTED_DATA_INVALID
                && failure.code() != CryptokiFailure.ENCRYPTED_DATA_LENGTH
                && failure.code() != CryptokiFailure.MECHANISM_INVALID;
    }

    /// Ends the log-in, which PKCS #11 gives to the whole process.
    void close() {
        library.lock.writeLock().lock();
        try {
            library.finish();
        } finally {
            library.lock.writeLock().unlock();
        }
    }

    private KeysUnusable refusal(RuntimeException trouble) {
        return switch (trouble) {
            case CryptokiFailure failure
            when failure.isFull() ->
                new KeysUnusable(
                        "No more keys fit into " + description + ": remove what is not needed, or give it more room",
                        failure);
            case CryptokiFailure failure
            when failure.code() == CryptokiFailure.MECHANISM_INVALID ->
                new KeysUnusable(description + " cannot do what is asked: it lacks the mechanism", failure);
            case Missing missing ->
                new KeysUnusable("The key " + missing.getMessage() + " is not in " + description
                        + ": connect the token that the platform had before");
            default ->
                new KeysUnusable("Nothing can be done with " + description + ": check that it is connected", trouble);
        };
    }

    /// Ends the library and begins anew, unless somebody did so since; whether there is a token now.
    private boolean reconnected(@Nullable Connection failed) {
        library.lock.writeLock().lock();
        try {
            if (connection != failed) return connection != null;
            var stale = failed != null && failed.generation != library.generation();
            if (!stale) {
                var now = System.nanoTime();
                if (attempted && now - attemptedAt < BETWEEN_ATTEMPTS) return false;
                attempted = true;
                attemptedAt = now;
            }
            connection = null;
            if (!stale) library.finish();
            library.initialize();
            connection = connect();
            log.atWarn().addKeyValue("token", description).log("The token was connected anew");
            return true;
        } catch (KeysUnusable stillAway) {
            tell(stillAway);
            return false;
        } catch (CryptokiFailure broken) {
            tell(away());
            return false;
        } finally {
            library.lock.writeLock().unlock();
        }
    }

    private void tell(KeysUnusable trouble) {
        if (!String.valueOf(trouble.getMessage()).equals(lastTrouble.getMessage()) || connection != null) {
            log.atError().log(trouble.getMessage());
        }
        lastTrouble = trouble;
    }

    private Connection connect() {
        var slots = library.slots();
        if (slotListIndex >= slots.size() || !library.isInitialised(slots.get(slotListIndex))) throw away();
        var slot = slots.get(slotListIndex);
        var made = new Connection(slot, library.generation());
        var session = library.openSession(slot);
        var secret = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin.get()));
        try {
            logIn(session, bytes(secret));
        } finally {
            Arrays.fill(secret.array(), (byte) 0);
        }
        made.sessions.add(session);
        return made;
    }

    private void logIn(long session, byte[] secret) {
        try {
            if (Arrays.equals(refusedPin, sha256(secret))) throw wrongPin(null);
            library.logIn(session, secret);
            refusedPin = new byte[0];
        } catch (CryptokiFailure refused) {
            if (refused.code() == CryptokiFailure.PIN_LOCKED) {
                throw new KeysUnusable(
                        "The PIN of " + description + " is locked after too many wrong ones: unlock it"
                                + " with the security officer's PIN",
                        refused);
            }
            if (!refused.isWrongPin()) throw refused;
            refusedPin = sha256(secret);
            throw wrongPin(refused);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private KeysUnusable wrongPin(@Nullable CryptokiFailure cause) {
        var sentence = "The PIN in wariin.keys.pkcs11.pin-file is not that of " + description
                + ": correct it before the token locks itself";
        return cause == null ? new KeysUnusable(sentence) : new KeysUnusable(sentence, cause);
    }

    private KeysUnusable away() {
        return new KeysUnusable("There is no initialised token in slot " + slotListIndex + " of "
                + libraryIn(description) + ": connect it, or correct wariin.keys.pkcs11.slot-list-index");
    }

    private static String libraryIn(String description) {
        return description.substring(description.indexOf(" of ") + 4);
    }

    private Connection connected() {
        var now = connection;
        if (now == null) throw lastTrouble;
        return now;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
