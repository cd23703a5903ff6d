package wariin.vault;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;

/// A document open for reading at any position; holds one chunk in memory. Every chunk is authenticated before
/// release. Thread-safe.
public final class VaultFile implements Closeable {

    private final FileChannel channel;
    private final Chunks chunks;
    private final byte[] content;
    private final long length;
    private final byte[] sealed = new byte[Chunks.SIZE + Chunks.TAG];
    private final byte[] plain = new byte[Chunks.SIZE];
    private long held = -1;

    private VaultFile(FileChannel channel, Chunks chunks, ContentHash content, long length) {
        this.channel = channel;
        this.chunks = chunks;
        this.content = content.bytes();
        this.length = length;
    }

    /// Opens and reads the last chunk: that it opens proves that the file has this content, whole.
    static VaultFile open(Path path, OwnerKey key, ContentHash content) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            var header = new byte[Chunks.HEADER];
            fill(channel, 0, header, header.length);
            var length = Chunks.contentLength(channel.size());
            if (length < 0 || !Arrays.equals(header, 0, Chunks.MAGIC.length, Chunks.MAGIC, 0, Chunks.MAGIC.length)) {
                throw new IOException("A stored document was changed on disk: restore it from a backup");
            }
            var file = Arrays.copyOfRange(header, Chunks.MAGIC.length, Chunks.HEADER);
            var opened = new VaultFile(channel, new Chunks(key.fileKey(file), file), content, length);
            opened.hold(Chunks.count(length) - 1);
            return opened;
        } catch (IOException | RuntimeException broken) {
            channel.close();
            throw broken;
        }
    }

    public long length() {
        return length;
    }

    /// Fills the range or throws; a position outside the document is the caller's error.
    public synchronized void read(long position, byte[] into, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (position < 0 || count > length - position) {
            throw new IndexOutOfBoundsException("Bytes " + position + " + " + count + " of " + length);
        }
        var done = 0;
        while (done < count) {
            var at = position + done;
            hold(at / Chunks.SIZE);
            var inside = (int) (at % Chunks.SIZE);
            var step = Math.min(count - done, Chunks.SIZE - inside);
            System.arraycopy(plain, inside, into, offset + done, step);
            done += step;
        }
    }

    /// The whole document from its start; closing the stream leaves the file open.
    public InputStream stream() {
        return new Stream();
    }

    @Override
    public synchronized void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        held = -1;
        channel.close();
    }

    private void hold(long number) throws IOException {
        if (held == number) return;
        held = -1; // a chunk that does not open leaves nothing behind that could be read
        var last = number == Chunks.count(length) - 1;
        var count = last ? (int) (length - number * Chunks.SIZE) : Chunks.SIZE;
        fill(channel, Chunks.HEADER + number * (Chunks.SIZE + Chunks.TAG), sealed, count + Chunks.TAG);
        chunks.decrypt(sealed, count + Chunks.TAG, number, last ? content : new byte[0], plain);
        held = number;
    }

    private static void fill(FileChannel channel, long position, byte[] into, int count) throws IOException {
        var buffer = ByteBuffer.wrap(into, 0, count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("A stored document was cut off on disk: restore it from a backup");
            }
        }
    }

    /// Reads along; each reader has its own place.
    private final class Stream extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (count == 0) return 0;
            if (position == length) return -1;
            var step = (int) Math.min(Math.min(count, Chunks.SIZE - position % Chunks.SIZE), length - position);
            VaultFile.this.read(position, into, offset, step);
            position += step;
            return step;
        }

        @Override
        public long skip(long count) {
            var step = Math.clamp(count, 0, length - position);
            position += step;
            return step;
        }

        @Override
        public int available() {
            return (int) Math.min(Chunks.SIZE, length - position);
        }
    }
}
