package wariin.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.stereotype.Component;
import wariin.keys.CryptographicModule;
import wariin.keys.Wrapped;

/// Makes the secrets of programs, wraps or hashes them, and compares.
@Component
class EnrolmentSecrets {

    private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int BYTES = 32;

    private final CryptographicModule module;
    private final SecureRandom random;

    EnrolmentSecrets(CryptographicModule module, SecureRandom random) {
        this.module = module;
        this.random = random;
    }

    String newId() {
        var id = new char[16];
        for (var n = 0; n < id.length; n++) id[n] = LETTERS[random.nextInt(LETTERS.length)];
        return new String(id);
    }

    /// 256 bits, so that a plain hash protects it (it is no password that somebody chose).
    String newSecret() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Wrapped wrap(Protocol protocol, String id, String secret) {
        var bytes = secret.getBytes(StandardCharsets.US_ASCII);
        try {
            return module.wrap(bytes, context(protocol, id));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    byte[] unwrap(Protocol protocol, String id, Wrapped wrapped) {
        return module.unwrap(wrapped, context(protocol, id));
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean matches(String secret, byte[] hash) {
        return MessageDigest.isEqual(hash(secret), hash);
    }

    static byte[] context(Protocol protocol, String id) {
        return ("enrolment:key:" + protocol + ":" + id).getBytes(StandardCharsets.UTF_8);
    }
}
