package wariin.pdf;

import java.nio.charset.StandardCharsets;
import wariin.pdf.PdfRefused.Reason;

/// Finds what has no address: the header, the last `startxref`, the end of a stream of unknown length.
final class PdfEnds {

    private static final int HEAD = 1024;
    private static final int TAIL = 4096;
    private static final byte[] ENDSTREAM = "endstream".getBytes(StandardCharsets.US_ASCII);

    private PdfEnds() {}

    /// Where `%PDF-` begins: 0, or a little later where a program put something before it.
    static long header(ByteSource source) throws PdfRefused {
        var head = bytes(source, 0, HEAD);
        var at = indexOf(head, "%PDF-".getBytes(StandardCharsets.US_ASCII), 0);
        if (at < 0) throw new PdfRefused(Reason.NOT_A_PDF, "no %PDF- in the first " + HEAD + " bytes");
        return at;
    }

    static long startxref(ByteSource source) throws PdfRefused {
        var from = Math.max(0, source.length() - TAIL);
        var tail = bytes(source, from, TAIL);
        var text = new String(tail, StandardCharsets.ISO_8859_1);
        var at = text.lastIndexOf("startxref");
        if (at < 0) throw new PdfRefused(Reason.DAMAGED, "no startxref at the end");
        var parser = new ValueParser(new Cursor(source), new Budget());
        parser.startAt(from + at + 9);
        return parser.integer();
    }

    /// The bytes up to `endstream`, without the line end before it.
    static long endstream(ByteSource source, long start, Budget budget) throws PdfRefused {
        var piece = new byte[16384];
        for (var position = start; position < source.length(); position += piece.length - ENDSTREAM.length) {
            var count = (int) Math.min(piece.length, source.length() - position);
            budget.scanned(count);
            Cursor.read(source, position, piece, count);
            var at = indexOf(piece, ENDSTREAM, 0);
            if (at >= 0 && at + ENDSTREAM.length <= count) return withoutLineEnd(source, start, position + at - start);
        }
        throw new PdfRefused(Reason.DAMAGED, "stream without an end");
    }

    private static long withoutLineEnd(ByteSource source, long start, long length) {
        var end = bytes(source, start + Math.max(0, length - 2), 2);
        if (length > 0 && end[(int) Math.min(length, 2) - 1] == '\r') return length - 1;
        if (length > 0 && end[(int) Math.min(length, 2) - 1] == '\n')
            return length - (length > 1 && end[0] == '\r' ? 2 : 1);
        return length;
    }

    private static byte[] bytes(ByteSource source, long position, int count) {
        var bytes = new byte[(int) Math.min(count, source.length() - position)];
        Cursor.read(source, position, bytes, bytes.length);
        return bytes;
    }

    static int indexOf(byte[] bytes, byte[] wanted, int from) {
        outer:
        for (var n = from; n <= bytes.length - wanted.length; n++) {
            for (var i = 0; i < wanted.length; i++) if (bytes[n + i] != wanted[i]) continue outer;
            return n;
        }
        return -1;
    }
}
