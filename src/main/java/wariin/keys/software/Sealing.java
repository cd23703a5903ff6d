package wariin.keys.software;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import wariin.keys.KeysUnusable;

/// AES-256-GCM over a small secret: nonce, ciphertext, tag. The context is authenticated and not stored.
final class Sealing {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private Sealing() {}

    static byte[] seal(SecretKey key, byte[] secret, byte[] context, SecureRandom random) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            var sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(secret.length));
            cipher.doFinal(secret, 0, secret.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new KeysUnusable("This Java cannot encrypt with AES-256-GCM", impossible);
        }
    }

    static byte[] unseal(SecretKey key, byte[] sealed, byte[] context) throws AEADBadTagException {
        if (sealed.length < NONCE + TAG_BITS / 8) throw new AEADBadTagException("too short");
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (AEADBadTagException changed) {
            throw changed;
        } catch (GeneralSecurityException impossible) {
            throw new KeysUnusable("This Java cannot decrypt with AES-256-GCM", impossible);
        }
    }
}
