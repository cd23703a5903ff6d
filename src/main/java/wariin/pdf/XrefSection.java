package wariin.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Num;

/// One cross-reference section: answers for single objects without being read whole.
sealed interface XrefSection {

    /// Nothing where the section does not know the object.
    @Nullable
    XrefEntry find(int number) throws PdfRefused;

    List<Range> ranges();

    record Range(int first, int count, long start) {

        boolean has(int number) {
            return number >= first && number - first < count;
        }
    }

    /// A table of entries of exactly twenty bytes, looked up in the file.
    record Table(List<Range> ranges, ByteSource source) implements XrefSection {

        @Override
        public @Nullable XrefEntry find(int number) throws PdfRefused {
            for (var n = ranges.size() - 1; n >= 0; n--) {
                var range = ranges.get(n);
                if (range.has(number)) return entry(range.start + 20L * (number - range.first));
            }
            return null;
        }

        private XrefEntry entry(long position) throws PdfRefused {
            var line = new byte[18];
            Cursor.read(source, position, line, 18);
            return XrefTableParser.entry(line, position);
        }
    }

    /// A table with entries of another length, read whole.
    record LooseTable(List<Range> ranges, Map<Integer, XrefEntry> entries) implements XrefSection {

        @Override
        public @Nullable XrefEntry find(int number) {
            return entries.get(number);
        }
    }

    /// The expanded bytes of a cross-reference stream, fields as wide as `widths` says.
    record Packed(List<Range> ranges, byte[] bytes, int[] widths) implements XrefSection {

        static Packed of(Dict dict, byte[] bytes) throws PdfRefused {
            var widths = numbers(dict.get("W"));
            if (widths.length < 3) throw new PdfRefused(Reason.DAMAGED, "a cross-reference stream without /W");
            for (var width : widths) if (width < 0 || width > 8) throw new PdfRefused(Reason.DAMAGED, "/W " + width);
            var row = widths[0] + widths[1] + widths[2];
            if (row == 0) throw new PdfRefused(Reason.DAMAGED, "a cross-reference stream of nothing");
            var size = dict.get("Size") instanceof Num number ? number.toLong() : 0;
            var index = dict.get("Index") instanceof Array ? numbers(dict.get("Index")) : new long[] {0, size};
            var ranges = new ArrayList<Range>();
            var start = 0L;
            for (var n = 0; n + 1 < index.length; n += 2) {
                var count = Math.clamp((bytes.length - start) / row, 0, Math.max(0, index[n + 1]));
                if (index[n] < 0 || index[n] + count > Integer.MAX_VALUE) continue;
                ranges.add(new Range((int) index[n], (int) count, start));
                start += count * row;
            }
            return new Packed(ranges, bytes, new int[] {(int) widths[0], (int) widths[1], (int) widths[2]});
        }

        private static long[] numbers(@Nullable PdfValue value) {
            if (!(value instanceof Array(var items))) return new long[0];
            var numbers = new long[items.size()];
            for (var n = 0; n < numbers.length; n++)
                numbers[n] = items.get(n) instanceof Num number ? number.toLong() : -1;
            return numbers;
        }

        @Override
        public @Nullable XrefEntry find(int number) {
            for (var n = ranges.size() - 1; n >= 0; n--) {
                var range = ranges.get(n);
                if (range.has(number)) return entry((int) range.start + (number - range.first) * row());
            }
            return null;
        }

        private int row() {
            return widths[0] + widths[1] + widths[2];
        }

        private XrefEntry entry(int at) {
            var type = widths[0] == 0 ? 1 : field(at, widths[0]);
            var second = field(at + widths[0], widths[1]);
            var third = field(at + widths[0] + widths[1], widths[2]);
            if (type == 1) return new XrefEntry.InFile(second, (int) Math.clamp(third, 0, 65535));
            if (type != 2 || second < 0 || second > Integer.MAX_VALUE) return XrefEntry.FREE;
            return new XrefEntry.InStream((int) second, (int) Math.clamp(third, 0, Integer.MAX_VALUE));
        }

        private long field(int at, int width) {
            var value = 0L;
            for (var n = 0; n < width; n++) value = value << 8 | bytes[at + n] & 0xff;
            return value;
        }
    }

    /// A table whose free entries may be told by a stream beside it: readers old and new see a different file.
    record Hybrid(XrefSection table, XrefSection stream) implements XrefSection {

        @Override
        public @Nullable XrefEntry find(int number) throws PdfRefused {
            var plain = table.find(number);
            if (plain instanceof XrefEntry.InFile) return plain;
            var hidden = stream.find(number);
            return hidden == null ? plain : hidden;
        }

        @Override
        public List<Range> ranges() {
            var ranges = new ArrayList<>(table.ranges());
            ranges.addAll(stream.ranges());
            return ranges;
        }
    }

    /// What an increment just made, not read back from its bytes.
    record Made(Map<Integer, Long> offsets) implements XrefSection {

        @Override
        public @Nullable XrefEntry find(int number) {
            var offset = offsets.get(number);
            return offset == null ? null : new XrefEntry.InFile(offset, 0);
        }

        @Override
        public List<Range> ranges() {
            return offsets.keySet().stream()
                    .map(number -> new Range(number, 1, 0))
                    .toList();
        }
    }

    static Map<Integer, XrefEntry> newEntries() {
        return new HashMap<>();
    }
}
