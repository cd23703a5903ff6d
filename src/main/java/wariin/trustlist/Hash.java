package wariin.trustlist;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash that stands beside a list (TS 119 612, 6.1).
final class Hash {

    private Hash() {}

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
