package wariin.pdf;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of which a PDF is made (ISO 32000-2, 7.3), as they stand in the file: references are not followed.
sealed interface PdfValue {

    Null NULL = new Null();

    record Null() implements PdfValue {}

    record Bool(boolean value) implements PdfValue {}

    /// Kept as written, so that nothing changes when it is written again.
    record Num(String text) implements PdfValue {

        static Num of(long value) {
            return new Num(Long.toString(value));
        }

        double toDouble() {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException _) {
                return lenient();
            }
        }

        /// Saturates, so that an absurd number is absurd and not another number.
        long toLong() {
            return (long) toDouble();
        }

        /// Some writers put a second sign or point into a number; readers take what stands before it.
        private double lenient() {
            var start = text.lastIndexOf('-', 1);
            var digits = text.substring(start + 1).replaceAll("[^0-9.].*$", "");
            var point = digits.indexOf('.');
            if (point >= 0 && digits.indexOf('.', point + 1) > 0)
                digits = digits.substring(0, digits.indexOf('.', point + 1));
            if (digits.isEmpty() || digits.equals(".")) return 0;
            return start < 0 ? Double.parseDouble(digits) : -Double.parseDouble(digits);
        }
    }

    /// A name without its solidus, escapes resolved, one character a byte.
    record Name(String value) implements PdfValue {}

    record Str(byte[] bytes) implements PdfValue {

        static Str ascii(String text) {
            return new Str(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    record Array(List<PdfValue> items) implements PdfValue {}

    record Ref(int number, int generation) implements PdfValue {}

    record Dict(Map<String, PdfValue> entries) implements PdfValue {

        static Dict empty() {
            return new Dict(new LinkedHashMap<>());
        }

        @Nullable
        PdfValue get(String key) {
            return entries.get(key);
        }

        Dict with(String key, PdfValue value) {
            entries.put(key, value);
            return this;
        }

        Dict with(String key, long value) {
            return with(key, Num.of(value));
        }

        Dict withName(String key, String name) {
            return with(key, new Name(name));
        }

        Dict without(String key) {
            entries.remove(key);
            return this;
        }

        /// Same entries, own map: values are shared.
        Dict copy() {
            return new Dict(new LinkedHashMap<>(entries));
        }

        boolean isNamed(String key, String name) {
            return entries.get(key) instanceof Name(var value) && value.equals(name);
        }
    }

    /// A stream in the file: where its bytes begin. What `/Length` claims is checked when they are read.
    record Stream(Dict dict, long dataStart) implements PdfValue {}
}
