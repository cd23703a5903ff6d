package wariin.pdf;

import java.nio.charset.StandardCharsets;
import wariin.pdf.PdfRefused.Reason;

/// Finds faults that readers repair silently, each in its own way: after a signature that would break it.
final class Damage {

    private static final byte[] BYTE_RANGE = "/ByteRange".getBytes(StandardCharsets.US_ASCII);

    private Damage() {}

    /// Every object must begin where the cross-reference says, and the file with its header.
    static void refuse(PdfReader reader) throws PdfRefused {
        if (PdfEnds.header(reader.source()) != 0) throw new PdfRefused(Reason.DAMAGED, "bytes before the header");
        for (var section : reader.sections()) {
            for (var range : section.xref().ranges()) {
                for (var n = 0; n < range.count(); n++) check(reader, range.first() + n);
            }
        }
    }

    private static void check(PdfReader reader, int number) throws PdfRefused {
        if (number == 0) return;
        if (reader.entry(number) instanceof XrefEntry.InFile(var offset, var _) && !reader.begins(number, offset)) {
            throw new PdfRefused(Reason.DAMAGED, "object " + number + " is not at " + offset);
        }
    }

    /// Whether an unreadable file holds a signature that could still be valid: a repair would harm it. One whose byte
    /// range ends beyond the file was lost when the file was damaged. Byte ranges are never in a compressed part.
    static boolean holdsSignature(ByteSource source) throws PdfRefused {
        var piece = new byte[1 << 16];
        var overlap = BYTE_RANGE.length - 1;
        for (var position = 0L; position < source.length(); position += piece.length - overlap) {
            var count = (int) Math.min(piece.length, source.length() - position);
            Cursor.read(source, position, piece, count);
            var at = PdfEnds.indexOf(piece, BYTE_RANGE, 0);
            for (; at >= 0 && at + BYTE_RANGE.length <= count; at = PdfEnds.indexOf(piece, BYTE_RANGE, at + 1)) {
                if (!endsBeyond(source, position + at + BYTE_RANGE.length)) return true;
            }
            if (position + count == source.length()) break;
        }
        return false;
    }

    private static boolean endsBeyond(ByteSource source, long position) {
        try {
            var parser = new ValueParser(new Cursor(source), new Budget());
            parser.startAt(position);
            return parser.value() instanceof PdfValue.Array(var items)
                    && items.size() == 4
                    && items.get(2) instanceof PdfValue.Num start
                    && items.get(3) instanceof PdfValue.Num length
                    && start.toLong() + length.toLong() > source.length();
        } catch (PdfRefused _) {
            return false;
        }
    }
}
