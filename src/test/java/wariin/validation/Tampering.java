package wariin.validation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Ways in which somebody may manipulate a signed PDF, done on the bytes.
final class Tampering {

    private Tampering() {}

    static byte[] flip(byte[] pdf, int at) {
        var changed = pdf.clone();
        changed[at] ^= 0x01;
        return changed;
    }

    static PdfStructure structure(byte[] pdf) {
        return PdfStructure.read(ByteBuffer.wrap(pdf));
    }

    static SignaturePlace place(byte[] pdf, int index) {
        return structure(pdf).signatures().get(index);
    }

    static byte[] replace(byte[] pdf, String what, String by) {
        if (what.length() != by.length()) throw new IllegalArgumentException("Lengths differ");
        var at = indexOf(pdf, what, 0);
        var changed = pdf.clone();
        System.arraycopy(by.getBytes(StandardCharsets.ISO_8859_1), 0, changed, at, by.length());
        return changed;
    }

    static int indexOf(byte[] pdf, String what, int from) {
        var at = new String(pdf, StandardCharsets.ISO_8859_1).indexOf(what, from);
        if (at < 0) throw new IllegalArgumentException("Not in the file: " + what);
        return at;
    }

    /// Exchanges the contents of two signatures whose holes are equally large.
    static byte[] swap(byte[] pdf, int one, int other) {
        var first = place(pdf, one).byteRange();
        var second = place(pdf, other).byteRange();
        var length = (int) (first.get(2) - first.get(1));
        if (length != second.get(2) - second.get(1)) throw new IllegalArgumentException("Holes differ");
        var changed = pdf.clone();
        System.arraycopy(pdf, first.get(1).intValue(), changed, second.get(1).intValue(), length);
        System.arraycopy(pdf, second.get(1).intValue(), changed, first.get(1).intValue(), length);
        return changed;
    }

    /// An incremental update: objects by number (null: freed), and an xref table that lists them.
    static byte[] append(byte[] pdf, Map<Integer, String> objects) {
        var trailer = trailer(pdf);
        var out = new StringBuilder("\n");
        var offsets = new TreeMap<Integer, Integer>();
        objects.forEach((number, object) -> {
            if (object == null) {
                offsets.put(number, -1);
                return;
            }
            offsets.put(number, pdf.length + out.length());
            out.append(number).append(" 0 obj\n").append(object).append("\nendobj\n");
        });
        var xref = pdf.length + out.length();
        out.append("xref\n");
        offsets.forEach((number, offset) -> out.append(number)
                .append(" 1\n")
                .append(offset < 0 ? "0000000000 00001 f \n" : "%010d 00000 n \n".formatted(offset)));
        out.append("trailer\n")
                .append(trailer)
                .append("\nstartxref\n")
                .append(xref)
                .append("\n%%EOF\n");
        return joined(pdf, out.toString());
    }

    static byte[] joined(byte[] pdf, String more) {
        var bytes = more.getBytes(StandardCharsets.ISO_8859_1);
        var joined = java.util.Arrays.copyOf(pdf, pdf.length + bytes.length);
        System.arraycopy(bytes, 0, joined, pdf.length, bytes.length);
        return joined;
    }

    private static String trailer(byte[] pdf) {
        var chain = new XrefReader(ByteBuffer.wrap(pdf), pdf.length).chain();
        var trailer = chain.getFirst().trailer();
        var root = (Cos.Ref) trailer.get("Root");
        return "<< /Size 900 /Root " + root.number() + " 0 R /Prev "
                + chain.getFirst().start() + " >>";
    }

    static Snapshot snapshot(byte[] pdf) {
        return new Snapshot(ByteBuffer.wrap(pdf), pdf.length, new XrefReader(ByteBuffer.wrap(pdf), pdf.length).chain());
    }

    static int pageNumber(byte[] pdf, int page) {
        return List.copyOf(new Outline(snapshot(pdf)).pages().keySet()).get(page - 1);
    }

    /// An object of the file written out again, with some entries of its dictionary changed.
    static String written(byte[] pdf, int number, Map<String, String> changes) {
        var entries = new TreeMap<String, String>();
        ((Cos.Dict) snapshot(pdf).object(number)).entries().forEach((key, value) -> entries.put(key, text(value)));
        changes.forEach((key, value) -> entries.merge(key, value, (was, is) -> is));
        var out = new StringBuilder("<<");
        entries.forEach((key, value) -> out.append(" /").append(key).append(' ').append(value));
        return out.append(" >>").toString();
    }

    static String text(Cos object) {
        return switch (object) {
            case Cos.Name(var name) -> "/" + name;
            case Cos.Num(var value) -> value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
            case Cos.Bool(var value) -> Boolean.toString(value);
            case Cos.Null _ -> "null";
            case Cos.Ref(var number, var generation) -> number + " " + generation + " R";
            case Cos.Arr(var items) -> {
                var parts = new ArrayList<String>();
                for (var item : items) parts.add(text(item));
                yield "[" + String.join(" ", parts) + "]";
            }
            case Cos.Str string -> "<" + java.util.HexFormat.of().formatHex(string.value()) + ">";
            case Cos.Dict dict -> {
                var out = new StringBuilder("<<");
                dict.entries()
                        .forEach((key, value) ->
                                out.append(" /").append(key).append(' ').append(text(value)));
                yield out.append(" >>").toString();
            }
            case Cos.Stream _ -> throw new IllegalArgumentException("A stream");
        };
    }
}
