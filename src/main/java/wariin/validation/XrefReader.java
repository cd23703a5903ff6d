package wariin.validation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wariin.validation.XrefSection.Entry;
import wariin.validation.XrefSection.Free;
import wariin.validation.XrefSection.InFile;
import wariin.validation.XrefSection.InStream;

/// Reads the chain of cross-reference sections as it stood when the file ended at a given place.
final class XrefReader {

    private static final int LONGEST_TAIL = 2048;
    private static final int MOST_SECTIONS = 4096;
    private static final int MOST_ENTRIES = 4_000_000;

    private final ByteBuffer bytes;
    private final int end;

    XrefReader(ByteBuffer bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /// The sections from the newest to the oldest.
    List<XrefSection> chain() {
        var sections = new ArrayList<XrefSection>();
        var seen = new HashSet<Integer>();
        Integer next = startXref();
        while (next != null) {
            if (!seen.add(next) || seen.size() > MOST_SECTIONS) throw new PdfBroken("The revisions run in a circle");
            var section = section(next);
            var hybrid = section.trailer().get("XRefStm");
            sections.add(hybrid instanceof Cos.Num at ? section.with(section((int) at.value())) : section);
            next = section.previous();
        }
        return sections;
    }

    private int startXref() {
        var from = Math.max(0, end - LONGEST_TAIL);
        for (var at = end - "startxref".length(); at >= from; at--) {
            var reader = new CosReader(bytes, at, end);
            if (!reader.looksAt("startxref")) continue;
            reader.word("startxref");
            return reader.integer();
        }
        throw new PdfBroken("The end of the file does not say where its objects are");
    }

    private XrefSection section(int start) {
        if (start < 0 || start >= end) throw new PdfBroken("A cross-reference section lies outside the file");
        var reader = new CosReader(bytes, start, end);
        reader.skipSpace();
        return reader.looksAt("xref") ? table(reader, start) : stream(reader, start);
    }

    private XrefSection table(CosReader reader, int start) {
        reader.word("xref");
        var entries = new LinkedHashMap<Integer, Entry>();
        for (reader.skipSpace(); !reader.looksAt("trailer"); reader.skipSpace()) {
            var first = reader.integer();
            var count = reader.integer();
            if (count > MOST_ENTRIES || first > MOST_ENTRIES * 2) throw new PdfBroken("Too many objects");
            for (var n = 0; n < count; n++) entries.put(first + n, entry(reader));
        }
        reader.word("trailer");
        if (!(reader.object() instanceof Cos.Dict trailer)) throw new PdfBroken("A trailer is not a dictionary");
        return new XrefSection(start, reader.position(), entries, trailer, null);
    }

    private static Entry entry(CosReader reader) {
        var offset = reader.integer();
        var generation = reader.integer();
        reader.skipSpace();
        if (reader.looksAt("n")) {
            reader.word("n");
            return new InFile(offset, generation);
        }
        reader.word("f");
        return new Free();
    }

    private XrefSection stream(CosReader reader, int start) {
        var number = new CosReader(bytes, start, end).integer();
        var object = reader.indirectObject(number, length -> length instanceof Cos.Num n ? (int) n.value() : -1);
        if (!(object instanceof Cos.Stream stream) || !stream.dict().is("Type", "XRef")) {
            throw new PdfBroken("No cross-reference section is where one should be");
        }
        var data = StreamData.decode(bytes, stream);
        return new XrefSection(start, reader.position(), entries(stream.dict(), data), stream.dict(), null);
    }

    private static Map<Integer, Entry> entries(Cos.Dict dict, byte[] data) {
        var widths = numbers(dict.get("W"));
        if (widths.size() != 3) throw new PdfBroken("A cross-reference stream has no widths");
        var index = dict.get("Index") == null ? List.of(0, sizeOf(dict)) : numbers(dict.get("Index"));
        var entries = new LinkedHashMap<Integer, Entry>();
        var row = widths.get(0) + widths.get(1) + widths.get(2);
        var at = 0;
        for (var n = 0; n + 1 < index.size(); n += 2) {
            for (var i = 0; i < index.get(n + 1) && row > 0 && at + row <= data.length; i++, at += row) {
                var type = widths.get(0) == 0 ? 1 : field(data, at, widths.get(0));
                var second = field(data, at + widths.get(0), widths.get(1));
                var third = field(data, at + widths.get(0) + widths.get(1), widths.get(2));
                entries.put(index.get(n) + i, entry(type, second, third));
            }
        }
        return entries;
    }

    private static Entry entry(int type, int second, int third) {
        return switch (type) {
            case 0 -> new Free();
            case 1 -> new InFile(second, third);
            case 2 -> new InStream(second, third);
            default -> throw new PdfBroken("A cross-reference entry has an unknown type");
        };
    }

    private static int field(byte[] data, int at, int width) {
        var value = 0L;
        for (var n = 0; n < width; n++) value = value << 8 | data[at + n] & 0xFF;
        if (value < 0 || value > Integer.MAX_VALUE) throw new PdfBroken("A cross-reference entry is too large");
        return (int) value;
    }

    private static int sizeOf(Cos.Dict dict) {
        if (dict.get("Size") instanceof Cos.Num size) return (int) size.value();
        throw new PdfBroken("A cross-reference stream has no size");
    }

    private static List<Integer> numbers(Cos object) {
        if (!(object instanceof Cos.Arr(var items))) throw new PdfBroken("Numbers are missing");
        var numbers = new ArrayList<Integer>();
        for (var item : items) {
            if (!(item instanceof Cos.Num number) || number.value() < 0) throw new PdfBroken("A number is missing");
            numbers.add((int) number.value());
        }
        return numbers;
    }
}
