package wariin.x509;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;

/// A signed list in three parts, so that a long one need not be copied to be whole (RFC 5280, 5.1.1).
public record SignedRevocationList(byte[] head, byte[] toBeSigned, byte[] tail) {

    public int length() {
        return head.length + toBeSigned.length + tail.length;
    }

    /// All of it, in DER.
    public byte[] encoded() {
        return Der.join(head, toBeSigned, tail);
    }

    public InputStream stream() {
        var parts = List.of(
                new ByteArrayInputStream(head), new ByteArrayInputStream(toBeSigned), new ByteArrayInputStream(tail));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    public byte[] sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            digest.update(toBeSigned);
            return digest.digest(tail);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
