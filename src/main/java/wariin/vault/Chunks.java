package wariin.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// The format of a file: a header, then chunks of 64 KiB, each under AES-256-GCM with a tag of its own.
///
/// A chunk authenticates the file it belongs to, its number, and whether it is the last; the last one the hash of the
/// whole content too. So a chunk cannot be changed, moved, left out or cut off, nor a file stand in for another.
final class Chunks {

    static final int SIZE = 65_536;
    static final int TAG = 16;
    static final int FILE_ID = 16;
    static final byte[] MAGIC = "WARIINV1".getBytes(StandardCharsets.US_ASCII);
    static final int HEADER = MAGIC.length + FILE_ID;

    private final SecretKey key;
    private final byte[] file;
    private final Cipher cipher;

    Chunks(SecretKey key, byte[] file) {
        this.key = key;
        this.file = file;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    int encrypt(byte[] plain, int count, long number, byte[] content, byte[] into) {
        try {
            return start(Cipher.ENCRYPT_MODE, number, content).doFinal(plain, 0, count, into, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param content the hash of the whole content for the last chunk, empty for the others
    int decrypt(byte[] sealed, int count, long number, byte[] content, byte[] into) throws IOException {
        try {
            return start(Cipher.DECRYPT_MODE, number, content).doFinal(sealed, 0, count, into, 0);
        } catch (GeneralSecurityException changed) {
            throw new IOException("A stored document was changed on disk: restore it from a backup", changed);
        }
    }

    private Cipher start(int mode, long number, byte[] content) throws GeneralSecurityException {
        var last = (byte) (content.length > 0 ? 1 : 0);
        var nonce = ByteBuffer.allocate(12)
                .put(last)
                .put(new byte[3])
                .putLong(number)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(MAGIC);
        cipher.updateAAD(file);
        cipher.updateAAD(nonce);
        cipher.updateAAD(content);
        return cipher;
    }

    static byte[] header(byte[] file) {
        var header = Arrays.copyOf(MAGIC, HEADER);
        System.arraycopy(file, 0, header, MAGIC.length, FILE_ID);
        return header;
    }

    static long fileLength(long content) {
        return HEADER + content + TAG * count(content);
    }

    /// How many chunks a content has; nothing at all is one empty chunk.
    static long count(long content) {
        return Math.max(1, (content + SIZE - 1) / SIZE);
    }

    /// The length of the content, or -1 if no content gives a file of that length.
    static long contentLength(long fileLength) {
        var body = fileLength - HEADER;
        var chunks = (body + SIZE + TAG - 1) / (SIZE + TAG);
        var content = body - TAG * chunks;
        return body < TAG || content < 0 || fileLength(content) != fileLength ? -1 : content;
    }
}
