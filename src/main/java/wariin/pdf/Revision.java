package wariin.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Str;

/// An incremental update in the making (ISO 32000-2, 7.5.6): new and replaced objects, then a cross-reference section
/// of the same kind as the last one.
final class Revision {

    /// What belongs to the old section or to its stream and not to the trailer.
    private static final Set<String> NOT_CARRIED = Set.of(
            "Prev", "XRefStm", "Size", "Type", "W", "Index", "Filter", "DecodeParms", "Length", "FFilter", "DL", "F");

    private final PdfReader reader;
    private final ValueWriter out;
    private final long start;
    private final TreeMap<Integer, Long> offsets = new TreeMap<>();
    private final TreeMap<Integer, Integer> generations = new TreeMap<>();
    private int size;

    Revision(PdfReader reader, int expected) {
        this.reader = reader;
        this.start = reader.source().length();
        this.out = new ValueWriter(expected);
        this.size = reader.size();
        out.one('\n');
    }

    Ref next() {
        return new Ref(size++, 0);
    }

    ValueWriter out() {
        return out;
    }

    /// Begins an object; what follows is written to [#out], then [#end].
    Revision begin(Ref ref) {
        offsets.put(ref.number(), start + out.length() - reader.base());
        generations.put(ref.number(), ref.generation());
        out.number(ref.number()).one(' ').number(ref.generation()).text(" obj\n");
        return this;
    }

    void end() {
        out.text("\nendobj\n");
    }

    void put(Ref ref, PdfValue value) {
        begin(ref);
        out.value(value);
        end();
    }

    boolean has(Ref ref) {
        return offsets.containsKey(ref.number());
    }

    Ref add(PdfValue value) {
        var ref = next();
        put(ref, value);
        return ref;
    }

    void putStream(Ref ref, Dict dict, byte[] data) {
        begin(ref);
        out.value(dict.copy().with("Length", data.length))
                .text("\nstream\n")
                .raw(data)
                .text("\nendstream");
        end();
    }

    Ref addStream(Dict dict, byte[] data) {
        var ref = next();
        putStream(ref, dict, data);
        return ref;
    }

    /// Writes the section; the reader then reads on as if the update were part of the file. `idSeed` makes the
    /// second half of the file identifier.
    byte[] finish(byte[] idSeed) throws PdfRefused {
        var last = reader.sections().getFirst();
        var trailer = trailer(last, idSeed);
        var startxref = start + out.length() - reader.base();
        if (last.stream()) stream(trailer, startxref);
        else table(trailer);
        out.text("startxref\n").number(startxref).text("\n%%EOF\n");
        var bytes = out.toBytes();
        reader.extend(bytes, Map.copyOf(offsets), trailer, startxref, last.stream());
        return bytes;
    }

    private Dict trailer(Section last, byte[] idSeed) throws PdfRefused {
        var trailer = Dict.empty();
        for (var section : reader.sections().reversed()) {
            for (var key : List.of("Root", "Info", "ID")) {
                var value = section.trailer().get(key);
                if (value != null) trailer.with(key, value);
            }
        }
        last.trailer().entries().forEach((key, value) -> {
            if (!NOT_CARRIED.contains(key)) trailer.with(key, value);
        });
        var ids = reader.array(trailer.get("ID"));
        var first = ids.isEmpty() ? new Str(idSeed) : ids.getFirst();
        trailer.with("ID", new Array(List.of(first, new Str(idSeed))));
        return trailer.with("Prev", last.position());
    }

    private void table(Dict trailer) {
        trailer.with("Size", size);
        out.text("xref\n");
        for (var range : ranges()) {
            out.number(range.first()).one(' ').number(range.count()).one('\n');
            for (var n = range.first(); n < range.first() + range.count(); n++) {
                padded(offsets.getOrDefault(n, 0L), 10);
                out.one(' ');
                padded(generations.getOrDefault(n, 0), 5);
                out.text(" n\r\n");
            }
        }
        out.text("trailer\n").value(trailer).one('\n');
    }

    private void padded(long value, int digits) {
        var text = Long.toString(value);
        out.fill('0', digits - text.length()).text(text);
    }

    private void stream(Dict trailer, long startxref) {
        var self = next();
        offsets.put(self.number(), startxref);
        generations.put(self.number(), 0);
        var index = new ArrayList<PdfValue>();
        var rows = new ValueWriter(offsets.size() * 8);
        var width = startxref > 0xffffffffL ? 5 : 4;
        for (var range : ranges()) {
            index.add(PdfValue.Num.of(range.first()));
            index.add(PdfValue.Num.of(range.count()));
            for (var n = range.first(); n < range.first() + range.count(); n++) row(rows, n, width);
        }
        trailer.withName("Type", "XRef").with("Size", size).with("Index", new Array(index));
        trailer.with("W", new Array(List.of(PdfValue.Num.of(1), PdfValue.Num.of(width), PdfValue.Num.of(2))));
        var data = rows.toBytes();
        out.number(self.number()).text(" 0 obj\n").value(trailer.with("Length", data.length));
        out.text("\nstream\n").raw(data).text("\nendstream\nendobj\n");
    }

    private void row(ValueWriter rows, int number, int width) {
        rows.one(1);
        var offset = offsets.getOrDefault(number, 0L);
        for (var shift = (width - 1) * 8; shift >= 0; shift -= 8) rows.one((int) (offset >> shift));
        var generation = generations.getOrDefault(number, 0);
        rows.one(generation >> 8).one(generation);
    }

    /// One subsection for each run of numbers, never a split run.
    private List<XrefSection.Range> ranges() {
        var ranges = new ArrayList<XrefSection.Range>();
        var first = -1;
        var count = 0;
        for (var number : offsets.keySet()) {
            if (first >= 0 && number == first + count) {
                count++;
                continue;
            }
            if (first >= 0) ranges.add(new XrefSection.Range(first, count, 0));
            first = number;
            count = 1;
        }
        if (first >= 0) ranges.add(new XrefSection.Range(first, count, 0));
        return ranges;
    }
}
