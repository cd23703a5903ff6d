package wariin.validation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToIntFunction;

/// Reads PDF objects strictly, byte for byte (ISO 32000-2, 7.2 and 7.3); a deviation throws {@link PdfBroken}.
final class CosReader {

    private static final int DEEPEST = 200;

    private final ByteBuffer bytes;
    private final int limit;
    private int at;

    CosReader(ByteBuffer bytes, int at, int limit) {
        this.bytes = bytes;
        this.at = at;
        this.limit = limit;
    }

    int position() {
        return at;
    }

    /// Reads {@code n g obj … endobj} and checks the number; the length of a stream may be elsewhere in the file.
    Cos indirectObject(int number, ToIntFunction<Cos> lengthOf) {
        if (integer() != number) throw new PdfBroken("Object " + number + " is not where it should be");
        integer();
        word("obj");
        var object = object();
        skipSpace();
        if (object instanceof Cos.Dict dict && looksAt("stream")) {
            object = stream(dict, lengthOf);
            skipSpace();
        }
        word("endobj");
        return object;
    }

    private Cos.Stream stream(Cos.Dict dict, ToIntFunction<Cos> lengthOf) {
        at += "stream".length();
        if (peek() == '\r') at++;
        if (peek() == '\n') at++;
        var length = lengthOf.applyAsInt(dict.entries().getOrDefault("Length", new Cos.Null()));
        if (length < 0 || length > limit - at) throw new PdfBroken("A stream has a wrong length");
        var start = at;
        at += length;
        skipSpace();
        word("endstream");
        return new Cos.Stream(dict, start, length);
    }

    Cos object() {
        return object(0);
    }

    private Cos object(int depth) {
        if (depth > DEEPEST) throw new PdfBroken("Objects are nested too deeply");
        skipSpace();
        return switch (peek()) {
            case '/' -> name();
            case '(' -> literalString();
            case '[' -> array(depth);
            case '<' -> at + 1 < limit && bytes.get(at + 1) == '<' ? dictionary(depth) : hexString();
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrReference();
            default -> keyword();
        };
    }

    private Cos keyword() {
        var start = at;
        while (at < limit && isRegular(bytes.get(at))) at++;
        return switch (ascii(start, at)) {
            case "true" -> new Cos.Bool(true);
            case "false" -> new Cos.Bool(false);
            case "null" -> new Cos.Null();
            default -> throw new PdfBroken("An unknown word stands at " + start);
        };
    }

    private Cos numberOrReference() {
        var first = number();
        var after = at;
        if (!first.matches("[0-9]{1,9}")) return new Cos.Num(Double.parseDouble(first));
        skipSpace();
        if (at < limit && isDigit(bytes.get(at))) {
            var second = number();
            skipSpace();
            if (second.matches("[0-9]{1,5}") && at < limit && bytes.get(at) == 'R' && !regularAt(at + 1)) {
                at++;
                return new Cos.Ref(Integer.parseInt(first), Integer.parseInt(second));
            }
        }
        at = after;
        return new Cos.Num(Double.parseDouble(first));
    }

    private String number() {
        var start = at;
        while (at < limit && isRegular(bytes.get(at))) at++;
        var text = ascii(start, at);
        if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")) throw new PdfBroken("A number is malformed");
        return text;
    }

    private Cos.Name name() {
        at++;
        var value = new StringBuilder();
        while (at < limit && isRegular(bytes.get(at))) {
            var c = bytes.get(at++) & 0xFF;
            if (c == '#' && at + 1 < limit && hex(bytes.get(at)) >= 0 && hex(bytes.get(at + 1)) >= 0) {
                c = hex(bytes.get(at)) << 4 | hex(bytes.get(at + 1));
                at += 2;
            }
            value.append((char) c);
        }
        return new Cos.Name(value.toString());
    }

    private Cos.Arr array(int depth) {
        at++;
        var items = new ArrayList<Cos>();
        for (skipSpace(); peek() != ']'; skipSpace()) items.add(object(depth + 1));
        at++;
        return new Cos.Arr(List.copyOf(items));
    }

    private Cos.Dict dictionary(int depth) {
        at += 2;
        var entries = new LinkedHashMap<String, Cos>();
        var repeated = false;
        for (skipSpace(); peek() != '>'; skipSpace()) {
            if (peek() != '/') throw new PdfBroken("A dictionary has a value without a key");
            repeated |= entries.put(name().value(), object(depth + 1)) != null;
        }
        word(">>");
        entries.values().removeIf(Cos.Null.class::isInstance);
        return new Cos.Dict(entries, repeated);
    }

    private Cos.Str hexString() {
        var start = at++;
        var value = new ByteArrayOutputStream();
        var half = -1;
        for (; peek() != '>'; at++) {
            var c = bytes.get(at);
            if (isSpace(c)) continue;
            var digit = hex(c);
            if (digit < 0) throw new PdfBroken("A hexadecimal string has another character");
            if (half < 0) half = digit;
            else {
                value.write(half << 4 | digit);
                half = -1;
            }
        }
        if (half >= 0) value.write(half << 4);
        at++;
        return new Cos.Str(value.toByteArray(), true, start, at);
    }

    private Cos.Str literalString() {
        var start = at++;
        var value = new ByteArrayOutputStream();
        for (var open = 1; ; ) {
            var c = peek();
            at++;
            if (c == '\\') {
                escape(value);
                continue;
            }
            if (c == '(') open++;
            if (c == ')' && --open == 0) break;
            value.write(c);
        }
        return new Cos.Str(value.toByteArray(), false, start, at);
    }

    private void escape(ByteArrayOutputStream value) {
        var c = peek();
        at++;
        switch (c) {
            case 'n' -> value.write('\n');
            case 'r' -> value.write('\r');
            case 't' -> value.write('\t');
            case 'b' -> value.write('\b');
            case 'f' -> value.write('\f');
            case '\n' -> {}
            case '\r' -> {
                if (peek() == '\n') at++;
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                var octal = c - '0';
                for (var n = 0; n < 2 && peek() >= '0' && peek() <= '7'; n++) octal = octal * 8 + bytes.get(at++) - '0';
                value.write(octal);
            }
            default -> value.write(c);
        }
    }

    int integer() {
        skipSpace();
        var start = at;
        while (at < limit && isDigit(bytes.get(at))) at++;
        if (at == start || at - start > 10) throw new PdfBroken("A whole number is missing at " + start);
        var value = Long.parseLong(ascii(start, at));
        if (value > Integer.MAX_VALUE) throw new PdfBroken("A whole number is too large at " + start);
        return (int) value;
    }

    boolean looksAt(String word) {
        if (at + word.length() > limit) return false;
        for (var n = 0; n < word.length(); n++) if (bytes.get(at + n) != word.charAt(n)) return false;
        return true;
    }

    void word(String word) {
        skipSpace();
        if (!looksAt(word)) throw new PdfBroken("The word " + word + " is missing at " + at);
        at += word.length();
    }

    void skipSpace() {
        while (at < limit) {
            var c = bytes.get(at);
            if (c == '%') while (at < limit && bytes.get(at) != '\n' && bytes.get(at) != '\r') at++;
            else if (isSpace(c)) at++;
            else return;
        }
    }

    boolean atEnd() {
        return at >= limit;
    }

    private byte peek() {
        if (at >= limit) throw new PdfBroken("The file ends inside an object");
        return bytes.get(at);
    }

    private boolean regularAt(int place) {
        return place < limit && isRegular(bytes.get(place));
    }

    private String ascii(int from, int to) {
        var text = new byte[to - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static boolean isSpace(byte c) {
        return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isRegular(byte c) {
        return !isSpace(c) && "()<>[]{}/%".indexOf(c) < 0;
    }

    private static int hex(byte c) {
        return Character.digit(c, 16);
    }
}
