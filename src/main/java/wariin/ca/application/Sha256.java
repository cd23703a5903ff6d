package wariin.ca.application;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash by which ceremony and journal name keys and certificates.
public final class Sha256 {
    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
