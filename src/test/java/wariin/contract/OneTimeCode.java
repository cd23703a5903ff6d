package wariin.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an authenticator application shows (RFC 6238), written again for tests.
public final class OneTimeCode {

    private OneTimeCode() {}

    public static String of(String base32, Instant at) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(decoded(base32), "HmacSHA1"));
        var hash = mac.doFinal(
                ByteBuffer.allocate(8).putLong(at.getEpochSecond() / 30).array());
        var number = ByteBuffer.wrap(hash, hash[19] & 0xf, 4).getInt() & 0x7fffffff;
        return "%06d".formatted(number % 1_000_000);
    }

    private static byte[] decoded(String base32) {
        var out = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var c : base32.toCharArray()) {
            buffer = (buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(buffer >> bits);
            }
        }
        return out.toByteArray();
    }
}
