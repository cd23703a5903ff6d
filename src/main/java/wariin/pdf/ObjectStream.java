package wariin.pdf;

import java.util.Arrays;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Num;

/// An expanded object stream (ISO 32000-2, 7.5.7).
record ObjectStream(byte[] bytes, int[] numbers, int[] offsets) {

    /// Where `lenient`, a list of contents that breaks off gives what stands before.
    static ObjectStream of(Dict dict, byte[] bytes, boolean lenient, Budget budget) throws PdfRefused {
        var count = dict.get("N") instanceof Num n ? n.toLong() : -1;
        var first = dict.get("First") instanceof Num n ? n.toLong() : -1;
        if (count < 0 || first < 0 || first > bytes.length || count > bytes.length / 2) {
            throw new PdfRefused(Reason.DAMAGED, "object stream of " + count + " objects");
        }
        var parser = new ValueParser(new Cursor(ByteSource.of(bytes)), budget);
        var numbers = new int[(int) count];
        var offsets = new int[(int) count];
        for (var n = 0; n < count; n++) {
            try {
                numbers[n] = (int) Math.min(parser.integer(), Integer.MAX_VALUE);
                offsets[n] = (int) Math.min(first + parser.integer(), bytes.length);
            } catch (PdfRefused e) {
                if (!lenient) throw e;
                return new ObjectStream(bytes, Arrays.copyOf(numbers, n), Arrays.copyOf(offsets, n));
            }
        }
        return new ObjectStream(bytes, numbers, offsets);
    }

    /// The index is only a hint: some writers count wrongly, so the number decides.
    PdfValue find(int number, int index, Budget budget) throws PdfRefused {
        if (index >= numbers.length || numbers[index] != number) index = indexOf(number);
        if (index < 0) return PdfValue.NULL;
        var parser = new ValueParser(new Cursor(ByteSource.of(bytes)), budget);
        parser.startAt(offsets[index]);
        return parser.value();
    }

    private int indexOf(int number) {
        for (var n = 0; n < numbers.length; n++) if (numbers[n] == number) return n;
        return -1;
    }
}
