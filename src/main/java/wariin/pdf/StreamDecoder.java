package wariin.pdf;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Name;
import wariin.pdf.PdfValue.Num;

/// Expands the streams that hold structure: FlateDecode with predictors (ISO 32000-2, 7.4.4), never beyond a limit.
final class StreamDecoder {

    private StreamDecoder() {}

    static byte[] decode(Dict dict, byte[] raw, Budget budget) throws PdfRefused {
        var filter = single(dict.get("Filter"));
        if (filter == null) return raw;
        if (!(filter instanceof Name(var name)) || !(name.equals("FlateDecode") || name.equals("Fl"))) {
            throw new PdfRefused(Reason.DAMAGED, "structure in a stream of filter " + filter);
        }
        var bytes = inflate(raw, budget);
        return single(dict.get("DecodeParms")) instanceof Dict parameters ? unpredict(bytes, parameters) : bytes;
    }

    /// An array of one is that one; more filters than one are not used for structure.
    private static @Nullable PdfValue single(@Nullable PdfValue value) throws PdfRefused {
        if (!(value instanceof Array(var items))) return value;
        if (items.size() > 1) throw new PdfRefused(Reason.DAMAGED, "structure behind several filters");
        return items.isEmpty() ? null : items.getFirst();
    }

    /// Missing ends and check sums are forgiven: what came out before is complete or its reader will notice.
    static byte[] inflate(byte[] raw, Budget budget) throws PdfRefused {
        try (var inflater = new Inflater()) {
            inflater.setInput(raw);
            var bytes = new byte[(int) Math.clamp(raw.length * 4L, 256, Budget.STREAM_LIMIT)];
            var length = 0;
            while (!inflater.finished()) {
                if (length == bytes.length) bytes = Arrays.copyOf(bytes, grown(length));
                var count = inflater.inflate(bytes, length, bytes.length - length);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) break;
                length += count;
                budget.expanded(count);
            }
            return Arrays.copyOf(bytes, length);
        } catch (DataFormatException e) {
            throw new PdfRefused(Reason.DAMAGED, "a compressed stream does not expand", e);
        }
    }

    private static int grown(int length) throws PdfRefused {
        if (length >= Budget.STREAM_LIMIT) {
            throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "a stream expands to more than " + Budget.STREAM_LIMIT);
        }
        return Math.min(length * 2, Budget.STREAM_LIMIT);
    }

    private static byte[] unpredict(byte[] bytes, Dict parameters) throws PdfRefused {
        var predictor = number(parameters, "Predictor", 1);
        if (predictor == 1) return bytes;
        var colors = number(parameters, "Colors", 1);
        var bits = number(parameters, "BitsPerComponent", 8);
        var columns = number(parameters, "Columns", 1);
        var rowBits = (long) colors * bits * columns;
        if (predictor < 10 || colors < 1 || bits < 1 || columns < 1 || rowBits > 1 << 24) {
            throw new PdfRefused(Reason.DAMAGED, "predictor " + predictor + " of " + rowBits + " bits");
        }
        return png(bytes, (int) ((rowBits + 7) / 8), Math.max(1, colors * bits / 8));
    }

    private static int number(Dict parameters, String key, int otherwise) {
        return parameters.get(key) instanceof Num number ? (int) Math.clamp(number.toLong(), 0, 1 << 24) : otherwise;
    }

    /// Undoes PNG prediction; every row begins with the filter that it uses.
    private static byte[] png(byte[] bytes, int row, int pixel) throws PdfRefused {
        var rows = (bytes.length + row) / (row + 1);
        var out = new byte[rows * row];
        var above = new byte[row];
        for (var n = 0; n < rows; n++) {
            var from = n * (row + 1);
            var to = n * row;
            var count = Math.min(row, bytes.length - from - 1);
            if (count <= 0) break;
            System.arraycopy(bytes, from + 1, out, to, count);
            unfilter(bytes[from], out, to, n == 0 ? above : out, n == 0 ? 0 : to - row, count, pixel);
        }
        return out;
    }

    private static void unfilter(int filter, byte[] row, int to, byte[] above, int up, int count, int pixel)
            throws PdfRefused {
        for (var i = 0; i < count; i++) {
            var left = i < pixel ? 0 : row[to + i - pixel] & 0xff;
            var over = above[up + i] & 0xff;
            var corner = i < pixel ? 0 : above[up + i - pixel] & 0xff;
            row[to + i] += (byte)
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> over;
                        case 3 -> (left + over) / 2;
                        case 4 -> paeth(left, over, corner);
                        default -> throw new PdfRefused(Reason.DAMAGED, "row filter " + filter);
                    };
        }
    }

    private static int paeth(int left, int over, int corner) {
        var estimate = left + over - corner;
        var toLeft = Math.abs(estimate - left);
        var toOver = Math.abs(estimate - over);
        var toCorner = Math.abs(estimate - corner);
        if (toLeft <= toOver && toLeft <= toCorner) return left;
        return toOver <= toCorner ? over : corner;
    }
}
