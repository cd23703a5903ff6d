package wariin.vault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// A document open for reading at any position; holds one chunk in memory. Every chunk is authenticated before release.
/// Thread-safe.
public final class VaultFile implements Closeable {

    VaultFile() {}

    public long length() {
        throw new UnsupportedOperationException();
    }

    /// Fills the range or throws; a position outside the document is the caller's error.
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The whole document from its start; closing the stream leaves the file open.
    public InputStream stream() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {}
}
