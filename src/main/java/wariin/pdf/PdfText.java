package wariin.pdf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import wariin.pdf.PdfValue.Str;

/// Text strings and dates (ISO 32000-2, 7.9.2 and 7.9.4).
final class PdfText {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'+00''00'''").withZone(ZoneOffset.UTC);

    private PdfText() {}

    /// ASCII as it is, all else in UTF-16 with its mark.
    static Str text(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 127)) return Str.ascii(text);
        return new Str(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE));
    }

    static Str date(Instant at) {
        return Str.ascii(DATE.format(at));
    }

    static String decode(byte[] bytes) {
        if (starts(bytes, 0xfe, 0xff)) return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        if (starts(bytes, 0xff, 0xfe)) return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        if (bytes.length > 2 && starts(bytes, 0xef, 0xbb) && bytes[2] == (byte) 0xbf) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean starts(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }
}
