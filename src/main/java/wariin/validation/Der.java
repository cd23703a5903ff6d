package wariin.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1InputStream;

/// One encoded object and the zeros behind it, as the hole of a PDF signature has them.
final class Der {

    private Der() {}

    /// The object alone. Anything but zeros behind it would be a hiding place, so it is refused.
    static byte[] withoutPadding(byte[] padded) {
        var length = length(padded);
        for (var at = length; at < padded.length; at++) {
            if (padded[at] != 0) throw new PdfBroken("There is more than zeros behind the signature");
        }
        return length == padded.length ? padded : Arrays.copyOf(padded, length);
    }

    private static int length(byte[] padded) {
        if (padded.length < 2 || padded[0] != 0x30) throw new PdfBroken("A signature is not a sequence");
        var first = padded[1] & 0xFF;
        if (first == 0x80) return indefiniteLength(padded);
        if (first < 0x80) return checked(2L + first, padded);
        var count = first & 0x7F;
        if (count > 4 || padded.length < 2 + count) throw new PdfBroken("A signature has a malformed length");
        var length = 0L;
        for (var n = 0; n < count; n++) length = length << 8 | padded[2 + n] & 0xFF;
        return checked(2L + count + length, padded);
    }

    private static int checked(long length, byte[] padded) {
        if (length > padded.length) throw new PdfBroken("A signature is cut off");
        return (int) length;
    }

    /// BER with an open end occurs in old files; only reading it tells how long it is.
    private static int indefiniteLength(byte[] padded) {
        var stream = new ByteArrayInputStream(padded);
        try (var input = new ASN1InputStream(stream, padded.length)) {
            if (input.readObject() == null) throw new PdfBroken("A signature is empty");
            return padded.length - stream.available();
        } catch (IOException | IllegalStateException e) {
            throw new PdfBroken("A signature is malformed");
        }
    }
}
