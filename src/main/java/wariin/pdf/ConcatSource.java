package wariin.pdf;

import java.io.IOException;
import java.util.List;

/// Several sources read as one.
record ConcatSource(ByteSource[] parts, long[] starts, long length) implements ByteSource {

    static ByteSource of(List<ByteSource> parts) {
        var starts = new long[parts.size()];
        var length = 0L;
        for (var n = 0; n < starts.length; n++) {
            starts[n] = length;
            length += parts.get(n).length();
        }
        return new ConcatSource(parts.toArray(ByteSource[]::new), starts, length);
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        var part = starts.length - 1;
        while (part > 0 && starts[part] > position) part--;
        while (count > 0) {
            var within = position - starts[part];
            var here = (int) Math.min(count, parts[part].length() - within);
            if (here > 0) parts[part].read(within, into, offset, here);
            position += here;
            offset += here;
            count -= here;
            part++;
        }
    }
}
