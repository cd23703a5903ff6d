package wariin.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What one owner's documents are encrypted under, and named by.
///
/// A file's name is a MAC over its hash: who sees the folder cannot tell whether a document he has is in it, nor
/// whether two owners have the same one.
final class OwnerKey {

    private final SecretKey key;
    private final SecretKey nameKey;

    OwnerKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, "HKDF");
        this.nameKey = derive(new byte[0], "wariin vault names 1", "HmacSHA256");
    }

    String nameOf(ContentHash hash) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(nameKey);
            return HexFormat.of().formatHex(mac.doFinal(hash.bytes()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Each file has a key of its own, so that chunk numbers can be the nonces.
    SecretKey fileKey(byte[] file) {
        return derive(file, "wariin vault file 1", "AES");
    }

    private SecretKey derive(byte[] salt, String purpose, String algorithm) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract().addIKM(key).addSalt(salt).thenExpand(purpose.getBytes(UTF_8), 32);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
