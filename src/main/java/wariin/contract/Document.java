package wariin.contract;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import wariin.pdf.ByteSource;
import wariin.vault.VaultFile;

/// A document open for reading: the base and its increments as one file. Close it after use.
final class Document implements ByteSource, Closeable {

    /// A file of the vault, read in place.
    private record Part(VaultFile file) implements ByteSource {
        @Override
        public long length() {
            return file.length();
        }

        @Override
        public void read(long position, byte[] into, int offset, int count) throws IOException {
            file.read(position, into, offset, count);
        }
    }

    private final List<VaultFile> files;
    private final ByteSource whole;

    Document(List<VaultFile> files) {
        this.files = List.copyOf(files);
        var parts = new ArrayList<ByteSource>(files.size());
        files.forEach(file -> parts.add(new Part(file)));
        this.whole = ByteSource.concat(parts);
    }

    @Override
    public long length() {
        return whole.length();
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        whole.read(position, into, offset, count);
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            file.close();
        }
    }

    /// From the start; closing the stream closes the document.
    static InputStream stream(ByteSource source, Closeable after) {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var count = (int) Math.min(length, source.length() - position);
                if (count <= 0) return length == 0 ? 0 : -1;
                source.read(position, into, offset, count);
                position += count;
                return count;
            }

            @Override
            public long skip(long count) {
                var skipped = Math.clamp(source.length() - position, 0, Math.max(0, count));
                position += skipped;
                return skipped;
            }

            @Override
            public void close() throws IOException {
                after.close();
            }
        };
    }
}
