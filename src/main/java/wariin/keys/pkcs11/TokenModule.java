package wariin.keys.pkcs11;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wariin.keys.CryptographicModule;
import wariin.keys.KeysUnusable;
import wariin.keys.ResidentKeys;
import wariin.keys.Wrapped;

/// A key-encryption key in a PKCS #11 token: made there, sensitive, not extractable; AES-GCM runs inside the token.
///
/// The key's label is the configured one, a slash, and when it was made; the newest wraps, the others only unwrap.
public final class TokenModule implements CryptographicModule, AutoCloseable {

    private static final int NONCE = 12;
    private static final int TAG_BYTES = 16;
    private static final String PREFIX = "token/";

    private final Token token;
    private final SecureRandom random;
    private final String current;

    private TokenModule(Token token, SecureRandom random, String current) {
        this.token = token;
        this.random = random;
        this.current = current;
    }

    /// Opens the token and finds the key, making it on the first start.
    ///
    /// @param pin asked at the start and whenever a token comes back; a fresh array each time
    public static TokenModule open(
            Path library,
            int slotListIndex,
            Supplier<char[]> pin,
            String label,
            boolean mayCreate,
            SecureRandom random,
            Clock clock) {
        var token = Token.open(library, slotListIndex, pin);
        var current = newest(token, label);
        if (current == null) {
            if (!mayCreate) {
                throw new KeysUnusable("There is no key " + label + " in " + token.description()
                        + " though keys are stored under one: give the platform the token that it had before");
            }
            current = create(token, label, random, clock);
        }
        return new TokenModule(token, random, current);
    }

    @Override
    public String currentKey() {
        return PREFIX + current;
    }

    @Override
    public boolean holds(String key) {
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
        var sealed = token.use(
                session -> token.library().encrypt(session, token.secretKey(session, current), nonce, context, secret));
        var bytes = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, bytes, NONCE, sealed.length);
        return new Wrapped(currentKey(), bytes);
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

    /// Ends the log-in, which PKCS #11 gives to the whole process.
    @Override
    public void close() {
        token.close();
    }

    /// What the token says of the key's sensitivity and extractability, and whether it gives its value out.
    boolean letsTheKeyOut() {
        return token.use(session -> {
            var key = token.secretKey(session, current);
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

    private static @Nullable String newest(Token token, String label) {
        return token.use(session -> token.library().find(session, Attribute.SECRET_KEYS).stream()
                .map(key -> token.library().attribute(session, key, Attribute.LABEL))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(alias -> alias.equals(label) || alias.startsWith(label + "/"))
                .max(Comparator.naturalOrder())
                .orElse(null));
    }

    private static String create(Token token, String label, SecureRandom random, Clock clock) {
        var suffix = new byte[4];
        random.nextBytes(suffix);
        var alias = label + "/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/"
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
