package wariin.x509;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;

/// Writes the few DER forms that answers, lists and tokens need, without building a tree first (ITU-T X.690).
public final class Der {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int ENUMERATED = 0x0a;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    /// Context-specific and constructed: [0] is {@code CONTEXT}, [1] is {@code CONTEXT + 1}.
    public static final int CONTEXT = 0xa0;

    private Der() {}

    /// One element: tag, length, and the parts one after the other.
    public static byte[] of(int tag, byte[]... parts) {
        var length = 0;
        for (var part : parts) length += part.length;
        var head = headLength(length);
        var element = new byte[head + length];
        putHead(element, 0, tag, length);
        var at = head;
        for (var part : parts) {
            System.arraycopy(part, 0, element, at, part.length);
            at += part.length;
        }
        return element;
    }

    /// Tag and length of an element whose contents are written elsewhere.
    static byte[] head(int tag, int length) {
        var head = new byte[headLength(length)];
        putHead(head, 0, tag, length);
        return head;
    }

    /// Parts one after the other.
    static byte[] join(byte[]... parts) {
        var length = 0;
        for (var part : parts) length = Math.addExact(length, part.length);
        var whole = new byte[length];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    public static byte[] sequence(byte[]... parts) {
        return of(SEQUENCE, parts);
    }

    public static byte[] integer(BigInteger value) {
        return of(INTEGER, value.toByteArray());
    }

    public static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    public static byte[] octets(byte[] value) {
        return of(OCTET_STRING, value);
    }

    /// A BIT STRING of whole octets.
    public static byte[] bits(byte[] value) {
        return of(BIT_STRING, new byte[] {0}, value);
    }

    public static byte[] oid(String dotted) {
        var arcs = dotted.split("\\.");
        var content = new ByteArrayOutputStream();
        var first = new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40)).add(new BigInteger(arcs[1]));
        putArc(content, first);
        for (var n = 2; n < arcs.length; n++) putArc(content, new BigInteger(arcs[n]));
        return of(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /// Whole seconds, as certificates, lists and answers want it (RFC 5280, 4.1.2.5.2).
    public static byte[] generalizedTime(Instant at) {
        var time = new byte[2 + DerTime.GENERALIZED_LENGTH];
        DerTime.put(time, 0, at.getEpochSecond(), true);
        return time;
    }

    /// UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5).
    public static byte[] time(Instant at) {
        if (at.getEpochSecond() >= DerTime.YEAR_2050) return generalizedTime(at);
        var time = new byte[2 + DerTime.UTC_LENGTH];
        DerTime.put(time, 0, at.getEpochSecond(), false);
        return time;
    }

    /// An extension of certificates, lists, requests and answers alike.
    public static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? sequence(oid(oid), of(BOOLEAN, new byte[] {(byte) 0xff}), octets(value))
                : sequence(oid(oid), octets(value));
    }

    private static void putArc(ByteArrayOutputStream into, BigInteger arc) {
        for (var shift = Math.max(0, (arc.bitLength() - 1) / 7 * 7); shift >= 0; shift -= 7) {
            var seven = arc.shiftRight(shift).intValue() & 0x7f;
            into.write(shift == 0 ? seven : seven | 0x80);
        }
    }

    private static int headLength(int length) {
        if (length < 0x80) return 2;
        if (length < 0x100) return 3;
        if (length < 0x10000) return 4;
        return length < 0x1000000 ? 5 : 6;
    }

    private static void putHead(byte[] into, int at, int tag, int length) {
        into[at] = (byte) tag;
        var octets = headLength(length) - 2;
        if (octets == 0) {
            into[at + 1] = (byte) length;
            return;
        }
        into[at + 1] = (byte) (0x80 | octets);
        for (var n = 0; n < octets; n++) into[at + 2 + n] = (byte) (length >>> 8 * (octets - 1 - n));
    }
}
