package wariin.x509;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// Reads DER from outside, element by element; wrong lengths and left-over bytes are refused (ITU-T X.690, 10.1).
public final class DerReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    private DerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public static DerReader over(byte[] bytes) {
        return new DerReader(bytes, 0, bytes.length);
    }

    public boolean hasMore() {
        return at < end;
    }

    /// Where the next element begins in the whole input.
    int position() {
        return at;
    }

    /// Where this reader ends in the whole input.
    int limit() {
        return end;
    }

    /// The tag of the next element, or -1 at the end.
    public int tag() {
        return at < end ? bytes[at] & 0xff : -1;
    }

    public boolean hasNext(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    /// A reader over the contents of the next element, which must have this tag.
    public DerReader into(int tag) {
        if (!hasNext(tag)) throw new MalformedDer("Expected tag " + Integer.toHexString(tag));
        var start = at + 1;
        var length = length(start);
        var from = start + lengthOctets(start);
        at = from + length;
        return new DerReader(bytes, from, at);
    }

    /// The contents of the next element.
    public byte[] contents(int tag) {
        var inside = into(tag);
        return Arrays.copyOfRange(bytes, inside.at, inside.end);
    }

    /// The next element whole, with tag and length.
    public byte[] element() {
        if (!hasMore()) throw new MalformedDer("An element is missing");
        var from = at;
        into(bytes[at] & 0xff);
        return Arrays.copyOfRange(bytes, from, at);
    }

    public BigInteger integer() {
        var contents = contents(Der.INTEGER);
        var padded =
                contents.length > 1 && (contents[0] == 0 && contents[1] >= 0 || contents[0] == -1 && contents[1] < 0);
        if (contents.length == 0 || padded) throw new MalformedDer("An integer is not in its shortest form");
        return new BigInteger(contents);
    }

    /// A time as certificates and lists write it: whole seconds, in UTC, no fraction (RFC 5280, 4.1.2.5).
    public Instant time() {
        var generalized = hasNext(Der.GENERALIZED_TIME);
        var digits = contents(generalized ? Der.GENERALIZED_TIME : Der.UTC_TIME);
        if (digits.length != (generalized ? 15 : 13) || digits[digits.length - 1] != 'Z') {
            throw new MalformedDer("Not a time in whole seconds of UTC");
        }
        var from = generalized ? 2 : 0;
        var two = two(digits, from);
        var year = generalized ? 100 * two(digits, 0) + two : two < 50 ? 2000 + two : 1900 + two;
        try {
            return LocalDateTime.of(
                            year,
                            two(digits, from + 2),
                            two(digits, from + 4),
                            two(digits, from + 6),
                            two(digits, from + 8),
                            two(digits, from + 10))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw new MalformedDer("Not a time");
        }
    }

    private static int two(byte[] digits, int at) {
        var tens = digits[at] - '0';
        var ones = digits[at + 1] - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) throw new MalformedDer("Not a time");
        return 10 * tens + ones;
    }

    public boolean bool() {
        var contents = contents(Der.BOOLEAN);
        if (contents.length != 1 || contents[0] != 0 && contents[0] != -1) throw new MalformedDer("Not a boolean");
        return contents[0] != 0;
    }

    public String oid() {
        var contents = contents(Der.OBJECT_IDENTIFIER);
        if (contents.length == 0 || contents.length > 64 || contents[contents.length - 1] < 0) {
            throw new MalformedDer("Not an object identifier");
        }
        var text = new StringBuilder(24);
        long arc = 0;
        for (var n = 0; n < contents.length; n++) {
            if (arc == 0 && contents[n] == (byte) 0x80) throw new MalformedDer("Not an object identifier");
            if (arc >>> 56 != 0) return longOid(contents);
            arc = arc << 7 | contents[n] & 0x7f;
            if (contents[n] < 0) continue;
            if (text.isEmpty()) {
                var first = Math.min(2, arc / 40);
                text.append(first).append('.').append(arc - 40 * first);
            } else {
                text.append('.').append(arc);
            }
            arc = 0;
        }
        return text.toString();
    }

    /// One with an arc of more than 63 bits, such as those below 2.25 (ITU-T X.667).
    private static String longOid(byte[] contents) {
        var text = new StringBuilder();
        var arc = BigInteger.ZERO;
        for (var octet : contents) {
            if (arc.signum() == 0 && octet == (byte) 0x80) throw new MalformedDer("Not an object identifier");
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            if (octet >= 0) {
                text.append(text.isEmpty() ? firstArcs(arc) : "." + arc);
                arc = BigInteger.ZERO;
            }
        }
        return text.toString();
    }

    /// Call it when all is read: whatever follows would be unseen.
    public void end() {
        if (hasMore()) throw new MalformedDer("Bytes follow where none may");
    }

    private static String firstArcs(BigInteger both) {
        var first = both.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : both.intValue() / 40;
        return first + "." + both.subtract(BigInteger.valueOf(40L * first));
    }

    private int lengthOctets(int start) {
        return bytes[start] >= 0 ? 1 : 1 + (bytes[start] & 0x7f);
    }

    private int length(int start) {
        if (start >= end) throw new MalformedDer("The input ends too early");
        var first = bytes[start] & 0xff;
        long length = first;
        if (first >= 0x80) {
            var octets = first & 0x7f;
            if (octets == 0 || octets > 4 || start + octets >= end) throw new MalformedDer("Wrong length");
            length = 0;
            for (var n = 1; n <= octets; n++) length = length << 8 | bytes[start + n] & 0xff;
            if (length < 0x80 || octets > 1 && length >>> 8 * (octets - 1) == 0) {
                throw new MalformedDer("A length is not in its shortest form");
            }
        }
        if (start + lengthOctets(start) + length > end) throw new MalformedDer("The input ends too early");
        return (int) length;
    }
}
