package wariin.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One cross-reference section (ISO 32000-2, 7.5.4 and 7.5.8): what one revision says about objects.
///
/// @param start where the word xref, or the object of the cross-reference stream, stands
/// @param end behind the trailer, or behind the stream object
/// @param hybrid the cross-reference stream that a table points to, for readers that know streams (7.5.8.4)
record XrefSection(
        int start,
        int end,
        Map<Integer, Entry> entries,
        Cos.Dict trailer,
        @Nullable XrefSection hybrid) {

    sealed interface Entry {}

    record Free() implements Entry {}

    record InFile(int offset, int generation) implements Entry {}

    record InStream(int stream, int index) implements Entry {}

    /// This table and the stream beside it as one; what the table calls free, the stream may know better.
    XrefSection with(XrefSection stream) {
        var merged = new LinkedHashMap<Integer, Entry>(stream.entries());
        entries.forEach((number, entry) -> {
            if (!(entry instanceof Free) || !merged.containsKey(number)) merged.put(number, entry);
        });
        return new XrefSection(start, end, merged, trailer, stream);
    }

    @Nullable
    Integer previous() {
        return trailer.get("Prev") instanceof Cos.Num number ? (int) number.value() : null;
    }
}
