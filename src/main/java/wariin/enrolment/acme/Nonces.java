package wariin.enrolment.acme;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.keys.CryptographicModule;

/// Gives nonces and takes each once (RFC 8555, 6.5).
///
/// A nonce carries its time and a MAC, so giving one away costs no memory however many are asked for. Only used ones
/// are remembered, and those no longer than an hour: an older one is refused for its age.
@Component
class Nonces {

    static final Duration VALIDITY = Duration.ofHours(1);
    private static final int RANDOM = 12;
    private static final int MAC = 16;
    private static final int LENGTH = Long.BYTES + RANDOM + MAC;
    private static final String SECRET = "acme-nonce";

    private final NonceRegister register;
    private final CryptographicModule module;
    private final SecureRandom random;
    private final Clock clock;
    private volatile @Nullable SecretKey key;

    Nonces(NonceRegister register, CryptographicModule module, SecureRandom random, Clock clock) {
        this.register = register;
        this.module = module;
        this.random = random;
        this.clock = clock;
    }

    String next() {
        var body = new byte[Long.BYTES + RANDOM];
        random.nextBytes(body);
        ByteBuffer.wrap(body).putLong(clock.millis());
        var nonce = Arrays.copyOf(body, LENGTH);
        System.arraycopy(mac(body), 0, nonce, body.length, MAC);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /// Uses a nonce up; a wrong, old or used one is a problem after which the client takes the new one and asks again.
    void use(@Nullable String nonce) {
        var until = nonce == null ? null : validUntil(nonce);
        if (until == null || !register.use(nonce, until)) {
            throw AcmeProblem.of(
                    AcmeProblem.Type.badNonce, "The nonce is not one of ours, too old, or was used before");
        }
    }

    private @Nullable Instant validUntil(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException _) {
            return null;
        }
        if (bytes.length != LENGTH
                || !Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .equals(nonce)) {
            return null;
        }
        var body = Arrays.copyOf(bytes, LENGTH - MAC);
        var right = Arrays.copyOf(mac(body), MAC);
        if (!MessageDigest.isEqual(right, Arrays.copyOfRange(bytes, LENGTH - MAC, LENGTH))) return null;
        var until = Instant.ofEpochMilli(ByteBuffer.wrap(body).getLong()).plus(VALIDITY);
        return until.isBefore(clock.instant()) ? null : until;
    }

    private byte[] mac(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What a secret of the platform's own is bound to.
    static byte[] context(String secret) {
        return ("enrolment:secret:" + secret).getBytes(StandardCharsets.US_ASCII);
    }

    /// The same on all servers of one database, and after a restart.
    private SecretKey key() {
        var known = key;
        if (known != null) return known;
        var context = context(SECRET);
        if (register.secret(SECRET).isEmpty()) {
            var fresh = new byte[32];
            random.nextBytes(fresh);
            register.keep(SECRET, module.wrap(fresh, context));
        }
        var bytes = module.unwrap(register.secret(SECRET).orElseThrow(), context);
        var made = new SecretKeySpec(bytes, "HmacSHA256");
        Arrays.fill(bytes, (byte) 0);
        key = made;
        return made;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void sweep() {
        register.sweep(clock.instant());
    }
}
