package wariin.pdf;

import java.util.ArrayList;
import java.util.Map;
import wariin.pdf.PdfRefused.Reason;

/// Reads the subsections of a cross-reference table; the cursor stands behind `xref` and ends behind `trailer`.
final class XrefTableParser {

    /// Object numbers beyond this no reader supports (ISO 32000-1, annex C).
    static final int HIGHEST = 8_388_607;

    private static final int LOOSE = 500_000;

    private final ValueParser parser;
    private final Cursor cursor;
    private final ByteSource source;
    private final ArrayList<XrefSection.Range> ranges = new ArrayList<>();
    private final Map<Integer, XrefEntry> loose = XrefSection.newEntries();
    private boolean regular = true;

    XrefTableParser(ValueParser parser, ByteSource source) {
        this.parser = parser;
        this.cursor = parser.cursor();
        this.source = source;
    }

    XrefSection parse() throws PdfRefused {
        var start = cursor.position();
        subsections();
        if (regular) return new XrefSection.Table(ranges, source);
        cursor.moveTo(start);
        ranges.clear();
        subsections();
        return new XrefSection.LooseTable(ranges, loose);
    }

    private void subsections() throws PdfRefused {
        while (true) {
            parser.skipSpace();
            if (cursor.peek() == 't') {
                parser.keyword("trailer");
                return;
            }
            var first = parser.integer();
            var count = parser.integer();
            if (first + count > HIGHEST + 1L)
                throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "object " + (first + count));
            if (!ValueParser.isSpace(cursor.peek())) throw new PdfRefused(Reason.DAMAGED, "cross-reference table");
            skipEndOfLine();
            var range = new XrefSection.Range((int) first, (int) count, cursor.position());
            ranges.add(range);
            if (!regular) readEntries(range);
            else if (isRegular(range)) cursor.moveTo(range.start() + 20L * count);
            else {
                regular = false;
                return;
            }
        }
    }

    private void skipEndOfLine() {
        while (cursor.peek() == ' ' || cursor.peek() == '\t') cursor.next();
        if (cursor.peek() == '\r') cursor.next();
        if (cursor.peek() == '\n') cursor.next();
    }

    /// The first and the last entry have their twenty bytes, and what follows is no entry.
    private boolean isRegular(XrefSection.Range range) {
        if (range.count() == 0) return true;
        var end = range.start() + 20L * range.count();
        if (end > cursor.length() || !isEntry(range.start()) || !isEntry(end - 20)) return false;
        cursor.moveTo(end);
        parser.skipSpace();
        var c = cursor.peek();
        if (c == 't') return true;
        var digits = 0;
        while (cursor.peek() >= '0' && cursor.peek() <= '9') {
            cursor.next();
            digits++;
        }
        return digits > 0 && digits < 10;
    }

    private boolean isEntry(long position) {
        var line = new byte[20];
        cursor.moveTo(position);
        if (cursor.copy(line) < 20) return false;
        for (var n = 0; n < 16; n++) if (n != 10 && (line[n] < '0' || line[n] > '9')) return false;
        return line[10] == ' '
                && line[16] == ' '
                && (line[17] == 'n' || line[17] == 'f')
                && ValueParser.isSpace(line[18])
                && ValueParser.isSpace(line[19]);
    }

    static XrefEntry entry(byte[] line, long position) throws PdfRefused {
        var offset = digits(line, 0, 10);
        var generation = digits(line, 11, 16);
        if (offset < 0 || generation < 0 || line[17] != 'n' && line[17] != 'f') {
            throw new PdfRefused(Reason.DAMAGED, "cross-reference entry at " + position);
        }
        return line[17] == 'f' || offset == 0 ? XrefEntry.FREE : new XrefEntry.InFile(offset, (int) generation);
    }

    private static long digits(byte[] line, int from, int to) {
        var value = 0L;
        for (var n = from; n < to; n++) {
            if (line[n] < '0' || line[n] > '9') return -1;
            value = value * 10 + line[n] - '0';
        }
        return value;
    }

    private void readEntries(XrefSection.Range range) throws PdfRefused {
        if (loose.size() + range.count() > LOOSE) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "an irregular table");
        for (var n = 0; n < range.count(); n++) {
            parser.skipSpace();
            if (cursor.peek() == 't') return;
            var offset = parser.integer();
            var generation = parser.integer();
            parser.skipSpace();
            var kind = parser.word();
            var used = kind.equals("n") && offset > 0;
            loose.put(
                    range.first() + n,
                    used ? new XrefEntry.InFile(offset, (int) Math.clamp(generation, 0, 65535)) : XrefEntry.FREE);
        }
    }
}
