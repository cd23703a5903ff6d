package wariin.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A SHA-256 computation that is kept open: each later signature hashes only the bytes that came since.
public final class RunningDigest {

    private static final int PIECE = 1 << 16;

    private final MessageDigest state;
    private long length;

    private RunningDigest(MessageDigest state, long length) {
        this.state = state;
        this.length = length;
    }

    public static RunningDigest start() {
        return new RunningDigest(sha256(), 0);
    }

    /// Takes over the state that an upload left behind; the digest must be cloneable and not yet finished.
    public static RunningDigest of(MessageDigest state, long length) {
        return new RunningDigest(copyOf(state), length);
    }

    public static RunningDigest over(ByteSource source) {
        var digest = start();
        var piece = new byte[(int) Math.min(PIECE, source.length())];
        try {
            for (var position = 0L; position < source.length(); position += piece.length) {
                var count = (int) Math.min(piece.length, source.length() - position);
                source.read(position, piece, 0, count);
                digest.update(piece, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest;
    }

    public void update(byte[] bytes, int offset, int count) {
        state.update(bytes, offset, count);
        length += count;
    }

    /// How many bytes have been hashed.
    public long length() {
        return length;
    }

    public RunningDigest copy() {
        return new RunningDigest(copyOf(state), length);
    }

    /// The digest of everything so far; the state stays open.
    public byte[] digest() {
        return copyOf(state).digest();
    }

    private static MessageDigest copyOf(MessageDigest state) {
        try {
            return (MessageDigest) state.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalArgumentException("The state of this digest cannot be kept", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
