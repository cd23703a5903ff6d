package wariin.pdf;

import java.io.IOException;

/// The first bytes of a source: a file as it was before its last updates.
record Slice(ByteSource whole, long length) implements ByteSource {

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        whole.read(position, into, offset, count);
    }
}
