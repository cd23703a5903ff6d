package wariin.pdf;

import java.util.Arrays;

/// Builds DER by joining pieces (X.690): enough for a CMS whose shape is known.
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private Der() {}

    static byte[] of(int tag, byte[]... parts) {
        var length = 0;
        for (var part : parts) length += part.length;
        var head = length < 128 ? 2 : length < 256 ? 3 : length < 65536 ? 4 : 5;
        var out = new byte[head + length];
        out[0] = (byte) tag;
        if (head == 2) out[1] = (byte) length;
        else {
            out[1] = (byte) (0x80 | head - 2);
            for (var n = 0; n < head - 2; n++) out[head - 1 - n] = (byte) (length >> 8 * n);
        }
        var at = head;
        for (var part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    /// DER wants the members of a set in the order of their encodings (X.690, 11.6).
    static byte[] setOf(int tag, byte[]... members) {
        var sorted = members.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return of(tag, sorted);
    }

    /// An object identifier from its dotted form.
    static byte[] oid(String dotted) {
        var arcs = dotted.split("\\.");
        var out = new byte[arcs.length * 5];
        var length = 0;
        var value = Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]);
        for (var n = 1; n < arcs.length; n++) {
            if (n > 1) value = Long.parseLong(arcs[n]);
            for (var shift = 28; shift > 0; shift -= 7) {
                if (value >> shift != 0) out[length++] = (byte) (0x80 | value >> shift & 0x7f);
            }
            out[length++] = (byte) (value & 0x7f);
        }
        return of(OID, Arrays.copyOf(out, length));
    }
}
