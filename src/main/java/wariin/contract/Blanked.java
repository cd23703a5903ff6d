package wariin.contract;

import java.io.IOException;
import java.util.List;
import wariin.pdf.ByteSource;

/// A document whose signature values read as zeros: its seals can be looked at, but nobody can carry the half-signed
/// contract away.
record Blanked(ByteSource document, List<Hole> holes) implements ByteSource {

    /// Where a signature value stands between its angle brackets.
    record Hole(long position, long length) {}

    @Override
    public long length() {
        return document.length();
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        document.read(position, into, offset, count);
        for (var hole : holes) {
            var from = Math.max(position, hole.position());
            var to = Math.min(position + count, hole.position() + hole.length());
            for (var at = from; at < to; at++) {
                into[(int) (offset + at - position)] = '0';
            }
        }
    }
}
