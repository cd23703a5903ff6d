package wariin.validation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One cross-reference section (ISO 32000-2, 7.5.4 and 7.5.8): what one revision says about objects.
///
/// @param start where the word xref, or the object of the cross-reference stream, stands
/// @param end behind the trailer, or behind the stream object
/// @param stream the number of the cross-reference stream's own object
record XrefSection(int start, int end, Map<Integer, Entry> entries, Cos.Dict trailer, @Nullable Integer stream) {

    sealed interface Entry {}

    record Free() implements Entry {}

    record InFile(int offset, int generation) implements Entry {}

    record InStream(int stream, int index) implements Entry {}

    @Nullable Integer previous() {
        return trailer.get("Prev") instanceof Cos.Num number ? (int) number.value() : null;
    }
}
