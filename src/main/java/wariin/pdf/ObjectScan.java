package wariin.pdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Dict;

/// Finds `number generation obj` and `trailer` in the bytes of a file whose cross-references cannot be used.
final class ObjectScan {

    private static final int PIECE = 1 << 16;
    private static final int OVERLAP = 64;

    private final ByteSource source;
    private final Map<Integer, XrefEntry> found = new LinkedHashMap<>();
    private final List<Dict> trailers = new ArrayList<>();

    ObjectScan(ByteSource source) {
        this.source = source;
    }

    Map<Integer, XrefEntry> found() {
        return found;
    }

    /// Of objects with the same number the last one counts.
    List<Integer> inFileOrder() {
        return List.copyOf(found.keySet());
    }

    List<Dict> trailers() {
        return trailers;
    }

    void run(int limit) throws PdfRefused {
        var parser = new ValueParser(new Cursor(source), new Budget());
        var piece = new byte[PIECE];
        for (var position = 0L; position < source.length(); position += PIECE - OVERLAP) {
            var count = (int) Math.min(PIECE, source.length() - position);
            Cursor.read(source, position, piece, count);
            var last = position + count == source.length();
            for (var n = position == 0 ? 0 : OVERLAP / 2; n < count - (last ? 3 : OVERLAP / 2); n++) {
                if (piece[n] == 'o' && piece[n + 1] == 'b' && piece[n + 2] == 'j') object(piece, n, position);
                if (piece[n] == 't' && piece[n + 1] == 'r' && piece[n + 2] == 'a') trailer(parser, position + n);
            }
            if (found.size() > limit) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "more than " + limit);
            if (last) break;
        }
    }

    /// Reads the two numbers before the keyword backwards.
    private void object(byte[] piece, int keyword, long position) {
        var at = skipSpaceBack(piece, keyword);
        var generation = skipDigitsBack(piece, at);
        var between = skipSpaceBack(piece, generation);
        var number = skipDigitsBack(piece, between);
        if (generation == at || between == generation || number == between || between - number > 8) return;
        if (number > 0 && ValueParser.isRegular(piece[number - 1]) && piece[number - 1] != 'j') return;
        var value = 0;
        for (var n = number; n < between; n++) value = value * 10 + piece[n] - '0';
        if (value == 0 || value > XrefTableParser.HIGHEST) return;
        found.remove(value);
        found.put(value, new XrefEntry.InFile(position + number, 0));
    }

    private static int skipSpaceBack(byte[] piece, int at) {
        while (at > 0 && ValueParser.isSpace(piece[at - 1])) at--;
        return at;
    }

    private static int skipDigitsBack(byte[] piece, int at) {
        while (at > 0 && piece[at - 1] >= '0' && piece[at - 1] <= '9') at--;
        return at;
    }

    private void trailer(ValueParser parser, long position) {
        try {
            parser.startAt(position);
            parser.keyword("trailer");
            if (parser.value() instanceof Dict dict && trailers.size() < 10_000) trailers.add(dict);
        } catch (PdfRefused _) {
            // Not a trailer after all, or a broken one: another may be whole.
        }
    }
}
