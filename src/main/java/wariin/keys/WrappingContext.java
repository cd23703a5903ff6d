package wariin.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a wrapped private key is bound to: whose it is and which public key belongs to it.
///
/// Canonical: each part with its length before it, so that no two different owners give the same bytes.
final class WrappingContext {

    private WrappingContext() {}

    static byte[] authority(String purpose, byte[] publicKey) {
        return encode(text("wariin authority key 1"), text(purpose), publicKey);
    }

    static byte[] subscriber(String credential, String user, byte[] publicKey) {
        return encode(text("wariin subscriber key 1"), text(credential), text(user), publicKey);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encode(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
