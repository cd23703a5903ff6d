package wariin.pdf;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Bool;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Name;
import wariin.pdf.PdfValue.Num;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Str;
import wariin.pdf.PdfValue.Stream;

/// Reads values from a cursor (ISO 32000-2, 7.2 and 7.3); whatever does not fit is refused as damaged.
final class ValueParser {

    private static final int DEPTH = 100;
    private static final int WORD = 256;
    private static final int STRING = 4 << 20;
    private static final int VALUES = 1_000_000;

    private final Cursor cursor;
    private final Budget budget;
    private int depth;
    private int values;

    ValueParser(Cursor cursor, Budget budget) {
        this.cursor = cursor;
        this.budget = budget;
    }

    Cursor cursor() {
        return cursor;
    }

    /// The value of `number generation obj … endobj` at this place, stream or not.
    PdfValue indirect(int number, long position) throws PdfRefused {
        startAt(position);
        skipSpace();
        var found = integer();
        integer();
        keyword("obj");
        if (found != number) throw damaged("object " + found + " where " + number + " shall be");
        return streamOr(value());
    }

    void startAt(long position) {
        cursor.moveTo(position);
        depth = 0;
        values = 0;
    }

    /// The number of the object that begins here, or -1.
    long objectNumberAt(long position) {
        try {
            cursor.moveTo(position);
            skipSpace();
            var number = integer();
            integer();
            keyword("obj");
            return number;
        } catch (PdfRefused _) {
            return -1;
        }
    }

    private PdfValue streamOr(PdfValue value) throws PdfRefused {
        if (!(value instanceof Dict dict)) return value;
        skipSpace();
        if (cursor.peek() != 's') return value;
        var word = word();
        if (!word.equals("stream")) throw damaged("no stream but " + word);
        if (cursor.peek() == '\r') cursor.next();
        if (cursor.peek() == '\n') cursor.next();
        return new Stream(dict, cursor.position());
    }

    PdfValue value() throws PdfRefused {
        budget.value();
        if (++values > VALUES) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "an object of endless values");
        skipSpace();
        var c = cursor.peek();
        return switch (c) {
            case '<' -> dictOrHex();
            case '[' -> array();
            case '(' -> literal();
            case '/' -> name();
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrRef();
            case Cursor.END -> throw damaged("ends within a value");
            default -> word(word());
        };
    }

    private PdfValue word(String word) throws PdfRefused {
        return switch (word) {
            case "true" -> new Bool(true);
            case "false" -> new Bool(false);
            case "null" -> PdfValue.NULL;
            default -> throw damaged("unknown word " + word);
        };
    }

    private PdfValue dictOrHex() throws PdfRefused {
        cursor.next();
        if (cursor.peek() != '<') return hex();
        cursor.next();
        deeper();
        var entries = new LinkedHashMap<String, PdfValue>();
        while (true) {
            skipSpace();
            var c = cursor.peek();
            if (c == '>') {
                cursor.next();
                if (cursor.next() != '>') throw damaged("dictionary without an end");
                break;
            }
            if (c != '/') throw damaged("no name where a key shall be");
            entries.put(name().value(), value());
        }
        depth--;
        return new Dict(entries);
    }

    private PdfValue array() throws PdfRefused {
        cursor.next();
        deeper();
        var items = new ArrayList<PdfValue>();
        while (true) {
            skipSpace();
            if (cursor.peek() == ']') {
                cursor.next();
                break;
            }
            items.add(value());
        }
        depth--;
        return new Array(items);
    }

    private void deeper() throws PdfRefused {
        if (++depth > DEPTH) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "nested deeper than " + DEPTH);
    }

    private Name name() throws PdfRefused {
        cursor.next();
        var name = new StringBuilder();
        while (isRegular(cursor.peek())) {
            var c = cursor.next();
            if (c == '#') {
                var here = cursor.position();
                var high = Character.digit(cursor.next(), 16);
                var low = Character.digit(cursor.next(), 16);
                if (high >= 0 && low >= 0) c = high << 4 | low;
                else cursor.moveTo(here);
            }
            name.append((char) c);
            if (name.length() > STRING) throw damaged("endless name");
        }
        return new Name(name.toString());
    }

    private PdfValue numberOrRef() throws PdfRefused {
        var first = word();
        if (!isDigits(first)) return new Num(first);
        var here = cursor.position();
        skipSpace();
        if (isDigit(cursor.peek())) {
            var second = word();
            if (isDigits(second)) {
                skipSpace();
                if (cursor.peek() == 'R') {
                    cursor.next();
                    if (!isRegular(cursor.peek())) return ref(first, second);
                }
            }
        }
        cursor.moveTo(here);
        return new Num(first);
    }

    /// A reference to a number that cannot be is a reference to nothing.
    private static PdfValue ref(String number, String generation) {
        if (number.length() > 9 || generation.length() > 5) return PdfValue.NULL;
        return new Ref(Integer.parseInt(number), Integer.parseInt(generation));
    }

    private PdfValue hex() throws PdfRefused {
        var bytes = new ByteArrayOutputStream();
        var high = -1;
        while (true) {
            var c = cursor.next();
            if (c == '>') break;
            if (c == Cursor.END) throw damaged("hexadecimal string without an end");
            var digit = Character.digit(c, 16);
            if (digit < 0) continue;
            if (high < 0) high = digit;
            else {
                bytes.write(high << 4 | digit);
                high = -1;
            }
            if (bytes.size() > STRING) throw damaged("endless string");
        }
        if (high >= 0) bytes.write(high << 4);
        return new Str(bytes.toByteArray());
    }

    private PdfValue literal() throws PdfRefused {
        cursor.next();
        var bytes = new ByteArrayOutputStream();
        var open = 1;
        while (true) {
            var c = cursor.next();
            if (c == Cursor.END || bytes.size() > STRING) throw damaged("string without an end");
            if (c == '(') open++;
            if (c == ')' && --open == 0) break;
            if (c == '\\') escape(bytes);
            else if (c == '\r') {
                if (cursor.peek() == '\n') cursor.next();
                bytes.write('\n');
            } else bytes.write(c);
        }
        return new Str(bytes.toByteArray());
    }

    private void escape(ByteArrayOutputStream bytes) {
        var c = cursor.next();
        switch (c) {
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case '\n', Cursor.END -> {}
            case '\r' -> {
                if (cursor.peek() == '\n') cursor.next();
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> bytes.write(octal(c - '0'));
            default -> bytes.write(c);
        }
    }

    private int octal(int value) {
        for (var n = 0; n < 2 && cursor.peek() >= '0' && cursor.peek() <= '7'; n++)
            value = value << 3 | cursor.next() - '0';
        return value & 0xff;
    }

    long integer() throws PdfRefused {
        skipSpace();
        var word = word();
        if (!isDigits(word) || word.length() > 18) throw damaged("no number but " + word);
        return Long.parseLong(word);
    }

    /// Reads exactly these letters; what follows may touch them, as some writers do.
    void keyword(String keyword) throws PdfRefused {
        skipSpace();
        for (var n = 0; n < keyword.length(); n++) {
            if (cursor.next() != keyword.charAt(n)) throw damaged("no " + keyword);
        }
    }

    String word() throws PdfRefused {
        var word = new StringBuilder(16);
        while (isRegular(cursor.peek())) {
            word.append((char) cursor.next());
            if (word.length() > WORD) throw damaged("endless word");
        }
        if (word.isEmpty()) {
            throw damaged("unexpected character " + cursor.peek());
        }
        return word.toString();
    }

    void skipSpace() {
        while (true) {
            var c = cursor.peek();
            if (c == '%') {
                while (c != '\n' && c != '\r' && c != Cursor.END) c = cursor.next();
            } else if (isSpace(c)) cursor.next();
            else return;
        }
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
    }

    static boolean isRegular(int c) {
        return switch (c) {
            case Cursor.END, ' ', '\n', '\r', '\t', '\f', 0, '(', ')', '<', '>', '[', ']', '{', '}', '/', '%' -> false;
            default -> true;
        };
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isDigits(String word) {
        for (var n = 0; n < word.length(); n++) if (!isDigit(word.charAt(n))) return false;
        return !word.isEmpty();
    }

    private PdfRefused damaged(String detail) {
        return new PdfRefused(Reason.DAMAGED, detail + " at " + cursor.position());
    }
}
