package wariin.validation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decodes the two kinds of stream that hold a file's structure: plain or deflated, with or without PNG prediction.
final class StreamData {

    private static final int LARGEST = 256 * 1024 * 1024;

    private StreamData() {}

    static byte[] decode(ByteBuffer bytes, Cos.Stream stream) {
        var raw = new byte[stream.length()];
        bytes.get(stream.start(), raw);
        return switch (stream.dict().get("Filter")) {
            case null -> raw;
            case Cos.Name(var name)
            when name.equals("FlateDecode") -> inflated(raw, stream.dict().get("DecodeParms"));
            case Cos.Arr(var filters)
            when filters.equals(java.util.List.of(new Cos.Name("FlateDecode"))) ->
                inflated(raw, stream.dict().get("DecodeParms") instanceof Cos.Arr(var all) ? all.getFirst() : null);
            default -> throw new PdfBroken("A structural stream is packed in an unusual way");
        };
    }

    private static byte[] inflated(byte[] raw, @org.jspecify.annotations.Nullable Cos parameters) {
        var plain = new ByteArrayOutputStream(raw.length * 4);
        try (var inflater = new Inflater()) {
            inflater.setInput(raw);
            var buffer = new byte[8192];
            while (!inflater.finished()) {
                var count = inflater.inflate(buffer);
                if (count == 0) break;
                plain.write(buffer, 0, count);
                if (plain.size() > LARGEST) throw new PdfBroken("A stream unpacks to too much");
            }
        } catch (DataFormatException e) {
            throw new PdfBroken("A structural stream cannot be unpacked");
        }
        var dict = Cos.dictOf(parameters);
        var predictor = number(dict, "Predictor", 1);
        if (predictor < 10) return plain.toByteArray();
        return unpredicted(plain.toByteArray(), Math.max(1, number(dict, "Columns", 1)));
    }

    private static int number(Cos.@org.jspecify.annotations.Nullable Dict dict, String key, int otherwise) {
        return dict != null && dict.get(key) instanceof Cos.Num number ? (int) number.value() : otherwise;
    }

    /// Undoes PNG prediction for one byte a sample (RFC 2083, 6).
    private static byte[] unpredicted(byte[] data, int columns) {
        var rows = data.length / (columns + 1);
        var out = new byte[rows * columns];
        for (var row = 0; row < rows; row++) {
            var filter = data[row * (columns + 1)];
            for (var column = 0; column < columns; column++) {
                var to = row * columns + column;
                var left = column == 0 ? 0 : out[to - 1] & 0xFF;
                var up = row == 0 ? 0 : out[to - columns] & 0xFF;
                var corner = row == 0 || column == 0 ? 0 : out[to - columns - 1] & 0xFF;
                var predicted = switch (filter) {
                    case 0 -> 0;
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    case 4 -> paeth(left, up, corner);
                    default -> throw new PdfBroken("A structural stream is predicted in an unknown way");
                };
                out[to] = (byte) (data[row * (columns + 1) + 1 + column] + predicted);
            }
        }
        return out;
    }

    private static int paeth(int left, int up, int corner) {
        var estimate = left + up - corner;
        var toLeft = Math.abs(estimate - left);
        var toUp = Math.abs(estimate - up);
        var toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) return left;
        return toUp <= toCorner ? up : corner;
    }
}
