package wariin.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Num;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Stream;

/// Writes a broken file anew from the objects that can be found in it, without trust in its cross-references.
/// Only for a file that nobody signed. The same limits hold as for reading, so no bomb goes off here.
final class Repair {

    private static final long LIMIT = 128L << 20;
    private static final int OBJECTS = 1_000_000;

    private final ByteSource source;
    private final PdfRefused cause;
    private final TreeMap<Integer, XrefEntry> found = new TreeMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();

    private Repair(ByteSource source, PdfRefused cause) {
        this.source = source;
        this.cause = cause;
    }

    /// Throws the cause where too little is left.
    static byte[] rewrite(ByteSource source, PdfRefused cause) throws PdfRefused {
        if (source.length() > LIMIT) throw cause;
        return new Repair(source, cause).rewrite();
    }

    private byte[] rewrite() throws PdfRefused {
        var trailer = Dict.empty();
        var scan = new ObjectScan(source);
        scan.run(OBJECTS);
        found.putAll(scan.found());
        var reader = PdfReader.reconstructed(source, found, trailer);
        for (var dict : scan.trailers()) adopt(trailer, dict);
        readStreams(reader, scan.inFileOrder(), trailer);
        if (trailer.get("Encrypt") instanceof Ref || trailer.get("Encrypt") instanceof Dict) {
            throw new PdfRefused(Reason.ENCRYPTED, "found /Encrypt");
        }
        if (!(trailer.get("Root") instanceof Ref root && isCatalog(reader, root))) {
            trailer.with("Root", anyCatalog(reader));
        }
        return write(reader, trailer);
    }

    private static void adopt(Dict trailer, Dict dict) {
        for (var key : List.of("Root", "Info", "ID", "Encrypt")) {
            var value = dict.get(key);
            if (value != null) trailer.with(key, value);
        }
    }

    /// Objects in object streams count unless they stand in the file again; cross-reference streams are trailers.
    private void readStreams(PdfReader reader, List<Integer> inFileOrder, Dict trailer) throws PdfRefused {
        for (var number : inFileOrder) {
            if (!(readable(reader, number) instanceof Stream stream)) continue;
            if (stream.dict().isNamed("Type", "XRef")) adopt(trailer, stream.dict());
            if (!stream.dict().isNamed("Type", "ObjStm")) continue;
            try {
                var numbers = reader.objectStream(number).numbers();
                for (var n = 0; n < numbers.length; n++) {
                    if (!(found.get(numbers[n]) instanceof XrefEntry.InFile)) {
                        found.put(numbers[n], new XrefEntry.InStream(number, n));
                    }
                }
            } catch (PdfRefused e) {
                if (e.reason() != Reason.DAMAGED) throw e;
            }
        }
    }

    private static PdfValue readable(PdfReader reader, int number) throws PdfRefused {
        try {
            return reader.object(number);
        } catch (PdfRefused e) {
            if (e.reason() != Reason.DAMAGED) throw e;
            return PdfValue.NULL;
        }
    }

    private static boolean isCatalog(PdfReader reader, Ref ref) throws PdfRefused {
        return readable(reader, ref.number()) instanceof Dict dict && dict.get("Pages") != null;
    }

    private Ref anyCatalog(PdfReader reader) throws PdfRefused {
        for (var number : found.descendingKeySet()) {
            var ref = new Ref(number, 0);
            if (readable(reader, number) instanceof Dict dict
                    && dict.isNamed("Type", "Catalog")
                    && isCatalog(reader, ref)) {
                return ref;
            }
        }
        throw cause;
    }

    private byte[] write(PdfReader reader, Dict trailer) throws PdfRefused {
        var out = new ValueWriter((int) Math.min(source.length() + 4096, Integer.MAX_VALUE - 8));
        out.text("%PDF-1.7\n%").one(0xe2).one(0xe3).one(0xcf).one(0xd3).one('\n');
        var kept = Dict.empty();
        for (var key : List.of("Root", "Info")) {
            if (trailer.get(key) instanceof Ref ref && readable(reader, ref.number()) instanceof Dict) {
                kept.with(key, renumbered(ref));
            }
        }
        if (trailer.get("ID") instanceof Array id) kept.with("ID", id);
        var offsets = new ArrayList<Integer>();
        while (!waiting.isEmpty()) {
            offsets.add(out.length());
            writeObject(reader, waiting.poll(), offsets.size(), out);
            if (out.length() > LIMIT * 2) throw cause;
        }
        var start = out.length();
        out.text("xref\n0 ").number(offsets.size() + 1).text("\n0000000000 65535 f\r\n");
        for (var offset : offsets) out.text("%010d 00000 n\r\n".formatted(offset));
        out.text("trailer\n").value(kept.with("Size", offsets.size() + 1));
        return out.text("\nstartxref\n").number(start).text("\n%%EOF\n").toBytes();
    }

    private void writeObject(PdfReader reader, int old, int number, ValueWriter out) throws PdfRefused {
        out.number(number).text(" 0 obj\n");
        switch (readable(reader, old)) {
            case Stream stream -> {
                var data = data(reader, stream);
                var dict = (Dict) renumbered(stream.dict().copy().without("Length"));
                out.value(dict.with("Length", Num.of(data.length)))
                        .text("\nstream\n")
                        .raw(data)
                        .text("\nendstream");
            }
            case PdfValue value -> out.value(renumbered(value));
        }
        out.text("\nendobj\n");
    }

    private static byte[] data(PdfReader reader, Stream stream) throws PdfRefused {
        try {
            return reader.raw(stream);
        } catch (PdfRefused e) {
            if (e.reason() != Reason.DAMAGED) throw e;
            return new byte[0];
        }
    }

    /// Gives every object that is reached a new number; what is not reached is left behind.
    private PdfValue renumbered(PdfValue value) {
        return switch (value) {
            case Ref(var number, var _) -> reference(number);
            case Array(var items) -> {
                var list = new ArrayList<PdfValue>(items.size());
                for (var item : items) list.add(renumbered(item));
                yield new Array(list);
            }
            case Dict(var entries) -> {
                var dict = Dict.empty();
                for (var entry : entries.entrySet()) dict.with(entry.getKey(), renumbered(entry.getValue()));
                yield dict;
            }
            default -> value;
        };
    }

    private PdfValue reference(int number) {
        var entry = found.get(number);
        if (entry == null) return PdfValue.NULL;
        var known = numbers.get(number);
        if (known == null) {
            known = numbers.size() + 1;
            numbers.put(number, known);
            waiting.add(number);
        }
        return new Ref(known, 0);
    }
}
