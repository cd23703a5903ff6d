package wariin.pdf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Bool;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Name;
import wariin.pdf.PdfValue.Null;
import wariin.pdf.PdfValue.Num;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Str;
import wariin.pdf.PdfValue.Stream;

/// Writes values as PDF syntax into bytes that grow.
final class ValueWriter {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    ValueWriter(int expected) {
        bytes = new byte[expected];
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    ValueWriter text(String ascii) {
        room(ascii.length());
        for (var n = 0; n < ascii.length(); n++) bytes[length++] = (byte) ascii.charAt(n);
        return this;
    }

    ValueWriter number(long value) {
        return text(Long.toString(value));
    }

    ValueWriter raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    ValueWriter one(int b) {
        room(1);
        bytes[length++] = (byte) b;
        return this;
    }

    ValueWriter fill(int b, int count) {
        room(count);
        Arrays.fill(bytes, length, length + count, (byte) b);
        length += count;
        return this;
    }

    void overwrite(int at, String ascii) {
        for (var n = 0; n < ascii.length(); n++) bytes[at + n] = (byte) ascii.charAt(n);
    }

    ValueWriter value(PdfValue value) {
        switch (value) {
            case Null _ -> text("null");
            case Bool(var yes) -> text(yes ? "true" : "false");
            case Num(var digits) -> text(digits);
            case Name(var name) -> name(name);
            case Str(var content) -> string(content);
            case Ref(var number, var generation) ->
                number(number).one(' ').number(generation).text(" R");
            case Array(var items) -> {
                one('[');
                for (var n = 0; n < items.size(); n++) {
                    if (n > 0) one(' ');
                    value(items.get(n));
                }
                one(']');
            }
            case Dict dict -> {
                text("<<");
                entries(dict);
                text(">>");
            }
            case Stream _ -> throw new IllegalArgumentException("A stream is written by its object");
        }
        return this;
    }

    void entries(Dict dict) {
        for (var entry : dict.entries().entrySet()) {
            name(entry.getKey());
            one(' ').value(entry.getValue());
        }
    }

    ValueWriter name(String name) {
        one('/');
        for (var n = 0; n < name.length(); n++) {
            var c = name.charAt(n);
            if (c > 32 && c < 127 && c != '#' && ValueParser.isRegular(c)) one(c);
            else one('#').one(HEX[c >> 4 & 15]).one(HEX[c & 15]);
        }
        return this;
    }

    /// Readable strings stay readable, all others are hexadecimal.
    private void string(byte[] content) {
        for (var b : content) {
            if (b < 32 || b == 127) {
                hex(content);
                return;
            }
        }
        one('(');
        for (var b : content) {
            if (b == '(' || b == ')' || b == '\\') one('\\');
            one(b);
        }
        one(')');
    }

    ValueWriter hex(byte[] content) {
        room(content.length * 2 + 2);
        bytes[length++] = '<';
        for (var b : content) {
            bytes[length++] = HEX[b >> 4 & 15];
            bytes[length++] = HEX[b & 15];
        }
        bytes[length++] = '>';
        return this;
    }

    static void hexInto(byte[] content, byte[] into, int at) {
        for (var b : content) {
            into[at++] = HEX[b >> 4 & 15];
            into[at++] = HEX[b & 15];
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
}
