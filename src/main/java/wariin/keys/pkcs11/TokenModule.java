package wariin.keys.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.security.auth.login.LoginException;
import wariin.keys.CryptographicModule;
import wariin.keys.KeysUnusable;
import wariin.keys.Wrapped;

/// A key-encryption key in a PKCS #11 token: made there, sensitive, not extractable; AES-GCM runs inside the token.
///
/// The key's label is the configured one, a slash, and when it was made; the newest wraps, the others only unwrap.
public final class TokenModule implements CryptographicModule, AutoCloseable {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String PREFIX = "token/";

    private final Provider provider;
    private final KeyStore token;
    private final SecureRandom random;
    private final String current;
    private final String description;

    private TokenModule(Provider provider, KeyStore token, SecureRandom random, String current, String description) {
        this.provider = provider;
        this.token = token;
        this.random = random;
        this.current = current;
        this.description = description;
    }

    /// Opens the token and finds the key, making it on the first start.
    public static TokenModule open(
            Path library,
            int slotListIndex,
            char[] pin,
            String label,
            boolean mayCreate,
            SecureRandom random,
            Clock clock) {
        var description = "the token in slot " + slotListIndex + " of " + library;
        var provider = provider(library, slotListIndex);
        try {
            var token = logIn(provider, pin, description);
            var current = newest(token, label);
            if (current == null) {
                if (!mayCreate) {
                    throw new KeysUnusable("There is no key " + label + " in " + description
                            + " though keys are stored under one: give the platform the token that it had before");
                }
                current = create(provider, token, label, random, clock);
            }
            return new TokenModule(provider, token, random, current, description);
        } catch (GeneralSecurityException refused) {
            throw new KeysUnusable("The key " + label + " cannot be found or made in " + description, refused);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    @Override
    public String currentKey() {
        return PREFIX + current;
    }

    @Override
    public boolean holds(String key) {
        try {
            return key.startsWith(PREFIX) && token.isKeyEntry(key.substring(PREFIX.length()));
        } catch (GeneralSecurityException | ProviderException gone) {
            throw gone(gone);
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Wrapped wrap(byte[] secret, byte[] context) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
            cipher.init(Cipher.ENCRYPT_MODE, key(current), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            var sealed = cipher.doFinal(secret);
            var bytes = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, bytes, NONCE, sealed.length);
            return new Wrapped(currentKey(), bytes);
        } catch (GeneralSecurityException | ProviderException gone) {
            throw gone(gone);
        }
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, byte[] context) {
        if (!holds(wrapped.key())) {
            throw new KeysUnusable("The key-encryption key " + wrapped.key() + " is not in " + description);
        }
        var bytes = wrapped.bytes();
        try {
            if (bytes.length < NONCE + TAG_BITS / 8) throw new AEADBadTagException("too short");
            var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
            var parameters = new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE);
            cipher.init(Cipher.DECRYPT_MODE, key(wrapped.key().substring(PREFIX.length())), parameters);
            cipher.updateAAD(context);
            return cipher.doFinal(bytes, NONCE, bytes.length - NONCE);
        } catch (AEADBadTagException changed) {
            throw new KeysUnusable(
                    "A stored key does not open: it was changed, or it was stored for somebody else", changed);
        } catch (GeneralSecurityException | ProviderException gone) {
            throw gone(gone);
        }
    }

    /// Ends the log-in, which PKCS #11 gives to the whole process.
    @Override
    public void close() throws LoginException {
        if (provider instanceof AuthProvider session) session.logout();
    }

    SecretKey keyInToken() throws GeneralSecurityException {
        return key(current);
    }

    private SecretKey key(String alias) throws GeneralSecurityException {
        if (token.getKey(alias, null) instanceof SecretKey key) return key;
        throw new KeysUnusable("The key " + alias + " has gone from " + description);
    }

    private KeysUnusable gone(Exception cause) {
        return new KeysUnusable("Nothing can be done with " + description + ": check that it is connected", cause);
    }

    private static Provider provider(Path library, int slotListIndex) {
        if (!Files.isReadable(library)) {
            throw new KeysUnusable("There is no PKCS #11 library " + library + ": correct wariin.keys.pkcs11.library");
        }
        var configuration = """
                --name = Wariin
                library = "%s"
                slotListIndex = %d
                attributes(*, CKO_SECRET_KEY, CKK_AES) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_ENCRYPT = true
                  CKA_DECRYPT = true
                }
                """.formatted(library.toString().replace("\"", "\\\""), slotListIndex);
        try {
            return Security.getProvider("SunPKCS11").configure(configuration);
        } catch (RuntimeException notThere) {
            throw new KeysUnusable(
                    "There is no initialised token in slot " + slotListIndex + " of " + library
                            + ": connect it, or correct wariin.keys.pkcs11.slot-list-index",
                    notThere);
        }
    }

    private static KeyStore logIn(Provider provider, char[] pin, String description) {
        try {
            var token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, pin);
            return token;
        } catch (IOException | GeneralSecurityException | ProviderException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof LoginException
                        || String.valueOf(cause.getMessage()).contains("CKR_PIN")) {
                    throw new KeysUnusable(
                            "The PIN in wariin.keys.pkcs11.pin-file is not that of " + description
                                    + ": correct it before the token locks itself",
                            refused);
                }
            }
            throw new KeysUnusable("There is no usable token: " + description + " does not answer", refused);
        }
    }

    private static @org.jspecify.annotations.Nullable String newest(KeyStore token, String label)
            throws GeneralSecurityException {
        return Collections.list(token.aliases()).stream()
                .filter(alias -> alias.equals(label) || alias.startsWith(label + "/"))
                .max(String::compareTo)
                .orElse(null);
    }

    private static String create(Provider provider, KeyStore token, String label, SecureRandom random, Clock clock)
            throws GeneralSecurityException {
        var suffix = new byte[4];
        random.nextBytes(suffix);
        var alias = label + "/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/"
                + HexFormat.of().formatHex(suffix);
        var generator = KeyGenerator.getInstance("AES", provider);
        generator.init(256);
        token.setKeyEntry(alias, generator.generateKey(), null, null);
        return alias;
    }
}
