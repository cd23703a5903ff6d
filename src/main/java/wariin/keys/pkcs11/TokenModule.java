package wariin.keys.pkcs11;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wariin.keys.CryptographicModule;
import wariin.keys.KeysUnusable;
import wariin.keys.ResidentKeys;
import wariin.keys.Wrapped;

/// A key-encryption key in a PKCS #11 token: made there, sensitive, not extractable; AES-GCM runs inside the token.
///
/// The key's label is the configured one, a slash, and when it was made; the newest wraps, the others only unwrap.
public final class TokenModule implements CryptographicModule, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TokenModule.class);
    private static final int NONCE = 12;
    private static final int TAG_BYTES = 16;
    private static final String PREFIX = "token/";
    private static final long LOOK_AGAIN = 1_000_000_000L;

    /// Sorts by time, and after the names of only a day that older versions gave.
    private static final DateTimeFormatter MADE_AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// The key that wraps, and when it was found.
    private record Newest(String label, long at) {}

    private final Token token;
    private final String label;
    private final SecureRandom random;
    private final Clock clock;
    private volatile Newest newest;

    private TokenModule(Token token, String label, String newest, SecureRandom random, Clock clock) {
        this.token = token;
        this.label = label;
        this.random = random;
        this.clock = clock;
        this.newest = new Newest(newest, System.nanoTime());
    }

    /// Opens the token and finds the key, making it on the first start, and after the label was changed. A label
    /// belongs
    /// to one installation, since a rotation destroys all its older keys.
    ///
    /// @param pin asked at the start and whenever a token comes back; a fresh array each time
    public static TokenModule open(
            Path library,
            int slotListIndex,
            Supplier<char[]> pin,
            String label,
            TokenOwner owner,
            SecureRandom random,
            Clock clock) {
        var token = Token.open(library, slotListIndex, pin);
        var all = token.use(session -> all(token, session, label));
        if (all.isEmpty() && !owner.keys().stream().allMatch(key -> holds(token, key))) {
            throw new KeysUnusable("There is no key " + label + " in " + token.description()
                    + " though keys are stored under one: give the platform the token that it had before");
        }
        var ours = all.isEmpty() || all.stream().map(PREFIX::concat).anyMatch(owner.keys()::contains);
        new TokenMarker(token, label, owner.installation()).claim(ours);
        if (all.isEmpty()) {
            all = List.of(create(token, label, random, clock));
            if (!owner.keys().isEmpty()) {
                log.warn("A key with the label {} was made, since the token has none: rotate the keys", label);
            }
        }
        return new TokenModule(token, label, all.getLast(), random, clock);
    }

    @Override
    public String currentKey() {
        return PREFIX + current();
    }

    @Override
    public boolean holds(String key) {
        return holds(token, key);
    }

    private static boolean holds(Token token, String key) {
        return key.startsWith(PREFIX)
                && token.use(session -> !token.library()
                        .find(session, Attribute.SECRET_KEYS, Attribute.label(key.substring(PREFIX.length())))
                        .isEmpty());
    }

    @Override
    public String description() {
        return token.description();
    }

    @Override
    public Optional<ResidentKeys> resident() {
        return Optional.of(new TokenKeyPairs(token));
    }

    @Override
    public Wrapped wrap(byte[] secret, byte[] context) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var current = current();
        var sealed = token.use(
                session -> token.library().encrypt(session, token.secretKey(session, current), nonce, context, secret));
        var bytes = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, bytes, NONCE, sealed.length);
        return new Wrapped(PREFIX + current, bytes);
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, byte[] context) {
        if (!wrapped.key().startsWith(PREFIX)) {
            throw new KeysUnusable("The key-encryption key " + wrapped.key() + " is not in " + description());
        }
        var bytes = wrapped.bytes();
        if (bytes.length < NONCE + TAG_BYTES) throw changed(null);
        var nonce = Arrays.copyOf(bytes, NONCE);
        var sealed = Arrays.copyOfRange(bytes, NONCE, bytes.length);
        var label = wrapped.key().substring(PREFIX.length());
        return token.use(session -> {
            var key = token.secretKey(session, label);
            try {
                return token.library().decrypt(session, key, nonce, context, sealed);
            } catch (CryptokiFailure refused) {
                if (meansChanged(refused)) throw changed(refused);
                throw refused;
            }
        });
    }

    @Override
    public List<String> generations() {
        return inToken().stream().map(PREFIX::concat).toList();
    }

    @Override
    public synchronized String renew() {
        var before = inToken().getLast();
        var made = create(token, label, random, clock);
        if (made.compareTo(before) <= 0) {
            destroyInToken(made);
            throw new KeysUnusable("The key-encryption key " + before + " was made after this moment by this machine's"
                    + " clock: set the clock right");
        }
        return PREFIX + newer(made, System.nanoTime());
    }

    @Override
    public void destroy(String key) {
        var all = generations();
        if (key.equals(all.getLast())) throw new IllegalArgumentException(key + " is the key that wraps");
        if (all.contains(key)) destroyInToken(key.substring(PREFIX.length()));
    }

    private void destroyInToken(String alias) {
        token.use(session -> {
            for (var key : token.library().find(session, Attribute.SECRET_KEYS, Attribute.label(alias))) {
                token.library().destroy(session, key);
            }
            return true;
        });
    }

    /// Looked for anew at every second, since another process may have made a newer one.
    private String current() {
        var known = newest;
        if (System.nanoTime() - known.at < LOOK_AGAIN) return known.label;
        var now = System.nanoTime();
        return newer(inToken().getLast(), now);
    }

    /// Whoever looked before a newer key was made does not put the older one back.
    private synchronized String newer(String found, long at) {
        if (found.compareTo(newest.label) >= 0) newest = new Newest(found, at);
        return newest.label;
    }

    /// The oldest first; never none, since an emptied token is one that was taken away.
    private List<String> inToken() {
        return token.use(session -> {
            var found = all(token, session, label);
            if (found.isEmpty()) throw new Token.Missing(label);
            return found;
        });
    }

    /// Ends the log-in, which PKCS #11 gives to the whole process.
    @Override
    public void close() {
        token.close();
    }

    /// What the token says of the key's sensitivity and extractability, and whether it gives its value out.
    boolean letsTheKeyOut() {
        return token.use(session -> {
            var key = token.secretKey(session, newest.label);
            try {
                return token.library().attribute(session, key, Attribute.VALUE).length > 0;
            } catch (CryptokiFailure refused) {
                if (refused.code() == CryptokiFailure.ATTRIBUTE_SENSITIVE) return false;
                throw refused;
            }
        });
    }

    private static boolean meansChanged(CryptokiFailure refused) {
        return refused.code() == CryptokiFailure.ENCRYPTED_DATA_INVALID
                || refused.code() == CryptokiFailure.ENCRYPTED_DATA_LENGTH
                || refused.code() == CryptokiFailure.GENERAL_ERROR;
    }

    private static KeysUnusable changed(@Nullable Throwable cause) {
        var sentence = "A stored key does not open: it was changed, or it was stored for somebody else";
        return cause == null ? new KeysUnusable(sentence) : new KeysUnusable(sentence, cause);
    }

    private static List<String> all(Token token, long session, String label) {
        return token.library().find(session, Attribute.SECRET_KEYS).stream()
                .map(key -> token.library().attribute(session, key, Attribute.LABEL))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(alias -> alias.equals(label) || alias.startsWith(label + "/"))
                .sorted()
                .toList();
    }

    private static String create(Token token, String label, SecureRandom random, Clock clock) {
        var suffix = new byte[4];
        random.nextBytes(suffix);
        var alias = label + "/" + MADE_AT.format(clock.instant()) + "/"
                + HexFormat.of().formatHex(suffix);
        return token.make(session -> {
            token.library()
                    .generateKey(
                            session,
                            Attribute.AES_KEY_GEN,
                            Attribute.IN_TOKEN,
                            Attribute.PRIVATE,
                            Attribute.SENSITIVE,
                            Attribute.NOT_EXTRACTABLE,
                            Attribute.ENCRYPTS,
                            Attribute.DECRYPTS,
                            Attribute.valueLength(32),
                            Attribute.label(alias));
            return alias;
        });
    }
}
