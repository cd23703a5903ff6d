package wariin.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time codes of six digits, a new one each 30 seconds (RFC 6238 on RFC 4226, HMAC-SHA-1).
final class Totp {

    private static final int STEP_SECONDS = 30;
    private static final int DRIFT_STEPS = 1;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    Totp(byte[] secret) {
        this.secret = secret.clone();
    }

    static byte[] newSecret(SecureRandom random) {
        var secret = new byte[20];
        random.nextBytes(secret);
        return secret;
    }

    static long stepAt(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /// The step, not before {@code after}, whose code this is: now, just before or just after (RFC 6238, 5.2).
    OptionalLong stepOf(String code, Instant now, long after) {
        var digits = code.replaceAll("[\\s-]", "");
        var current = stepAt(now);
        for (var step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step++) {
            var expected = codeAt(step).getBytes(StandardCharsets.US_ASCII);
            if (step > after && MessageDigest.isEqual(expected, digits.getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    String codeAt(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String base32() {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var octet : secret) {
            buffer = (buffer << 8 | octet & 0xff) & 0xffff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE32.charAt(buffer >> (bits - 5) & 31));
            }
        }
        return text.toString();
    }

    /// The link that an authenticator application reads, mostly from a QR code.
    String link(String account) {
        var label = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/Wariin:" + label + "?secret=" + base32()
                + "&issuer=Wariin&algorithm=SHA1&digits=6&period=" + STEP_SECONDS;
    }
}
