package wariin.pdf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Num;

/// The byte range of one signature: all bytes up to `end` except exactly its own contents.
record Coverage(String field, long end, long holeStart, long holeEnd) {

    /// Null where the range is not what a signature must cover (ISO 32000-2, 12.8.1).
    static @Nullable Coverage of(PdfReader reader, FormField field, Dict value) throws PdfRefused {
        var range = new ArrayList<Long>();
        for (var item : reader.array(value.get("ByteRange"))) {
            if (reader.follow(item) instanceof Num number) range.add(number.toLong());
        }
        if (range.size() != 4 || range.stream().anyMatch(n -> n < 0) || range.getFirst() != 0) return null;
        var end = range.get(2) + range.get(3);
        if (range.get(1) >= range.get(2) || end < 0 || end > reader.source().length()) return null;
        var coverage = new Coverage(field.name(), end, range.get(1), range.get(2));
        return coverage.leavesOutItsContents(reader, value) ? coverage : null;
    }

    /// The gap must be one hexadecimal string and decode to what the dictionary holds under /Contents.
    private boolean leavesOutItsContents(PdfReader reader, Dict value) throws PdfRefused {
        var contents = reader.string(value.get("Contents"));
        var length = holeEnd - holeStart;
        if (contents == null || length > 8L << 20 || length < 2) return false;
        var gap = new byte[(int) length];
        Cursor.read(reader.source(), holeStart, gap, gap.length);
        if (gap[0] != '<' || gap[gap.length - 1] != '>' || (gap.length - 2) / 2 != contents.length) return false;
        for (var n = 0; n < contents.length; n++) {
            var high = Character.digit(gap[1 + 2 * n], 16);
            var low = Character.digit(gap[2 + 2 * n], 16);
            if (high < 0 || low < 0 || (byte) (high << 4 | low) != contents[n]) return false;
        }
        return true;
    }

    static List<FormField> filled(PdfReader reader) throws PdfRefused {
        var filled = new ArrayList<FormField>();
        for (var field : new FormFields(reader).signatures()) {
            if (reader.dict(field.value()) instanceof Dict value && value.get("Contents") != null) filled.add(field);
        }
        return filled;
    }

    static Dict valueOf(PdfReader reader, FormField field) throws PdfRefused {
        if (reader.dict(field.value()) instanceof Dict value) return value;
        throw new PdfRefused(Reason.DAMAGED, "signature without a value");
    }
}
