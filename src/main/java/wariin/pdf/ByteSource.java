package wariin.pdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Bytes that can be read at any place without being loaded whole.
public interface ByteSource {

    long length();

    /// Fills `count` bytes of `into` from `offset`; the caller stays within [#length].
    void read(long position, byte[] into, int offset, int count) throws IOException;

    static ByteSource of(byte[] bytes) {
        return new ArraySource(bytes);
    }

    /// A file on disk, kept open as long as the source is held.
    static ByteSource of(Path file) {
        return FileSource.of(file);
    }

    /// The parts one after the other, as a document and its increments are stored.
    static ByteSource concat(List<ByteSource> parts) {
        return ConcatSource.of(parts);
    }
}
