package wariin.validation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.validation.SignaturePlace.Lock;

/// Reads signature dictionaries and checks that each covers what it says (ISO 32000-2, 12.8.1; EN 319 142-1, 6.3).
final class SignaturePlaces {

    private final ByteBuffer bytes;
    private final List<Integer> revisionEnds;

    SignaturePlaces(ByteBuffer bytes, List<Integer> revisionEnds) {
        this.bytes = bytes;
        this.revisionEnds = revisionEnds;
    }

    SignaturePlace place(Outline outline, Outline.Field field) {
        var dict = java.util.Objects.requireNonNull(field.value());
        var snapshot = outline.snapshot();
        var faults = new ArrayList<String>();
        var range = byteRange(snapshot.items(dict.get("ByteRange")));
        var contents = snapshot.resolve(dict.get("Contents")) instanceof Cos.Str string ? string : null;
        if (dict.repeated()) faults.add("DICTIONARY_AMBIGUOUS");
        checkRange(range, contents, faults);
        if (contents != null && !zeroPadded(contents.value())) {
            faults.add(
                    contents.value().length > 2 && contents.value()[0] == 0x30 ? "CONTENTS_NOT_CLEAN" : "UNREADABLE");
        }
        var usable = range.size() == 4 && faults.stream().noneMatch(fault -> fault.startsWith("BYTE_RANGE"));
        var end = range.size() == 4 ? (int) Math.clamp(range.get(2) + range.get(3), 0, bytes.limit()) : 0;
        var revision = usable ? revisionOf(end, faults) : 0;
        return new SignaturePlace(
                field.name(),
                dict.is("Type", "DocTimeStamp") || dict.is("SubFilter", "ETSI.RFC3161"),
                range,
                end,
                revision,
                contents == null ? new byte[0] : contents.value(),
                certification(snapshot, dict),
                lock(snapshot, dict),
                List.copyOf(faults));
    }

    private static List<Long> byteRange(List<Cos> items) {
        var range = new ArrayList<Long>();
        for (var item : items) if (item instanceof Cos.Num number) range.add((long) number.value());
        return range;
    }

    /// Two stretches that leave out exactly the hexadecimal string of the signature, and nothing before or between.
    private void checkRange(List<Long> range, Cos.@Nullable Str contents, List<String> faults) {
        if (range.size() != 4 || contents == null) {
            faults.add("BYTE_RANGE_MISSING");
            return;
        }
        var gap = range.get(1);
        var resume = range.get(2);
        var end = resume + range.get(3);
        if (range.get(0) != 0 || gap <= 0 || resume <= gap || range.get(3) < 0 || end > bytes.limit()) {
            faults.add("BYTE_RANGE_WRONG");
        } else if (!contents.hex() || contents.start() != gap || contents.end() != resume) {
            faults.add("BYTE_RANGE_WRAPS");
        }
    }

    private int revisionOf(int end, List<String> faults) {
        var number = 0;
        for (var n = 0; n < revisionEnds.size(); n++)
            if (revisionEnds.get(n) > 0 && revisionEnds.get(n) <= end) number = n + 1;
        if (number == 0 || !onlySpace(revisionEnds.get(number - 1), end)) faults.add("BYTE_RANGE_END");
        return number;
    }

    private boolean onlySpace(int from, int to) {
        for (var at = from; at < to; at++) if (!CosReader.isSpace(bytes.get(at))) return false;
        return true;
    }

    private static boolean zeroPadded(byte[] contents) {
        try {
            Der.withoutPadding(contents);
            return true;
        } catch (PdfBroken e) {
            return false;
        }
    }

    private static @Nullable Integer certification(Snapshot snapshot, Cos.Dict signature) {
        var parameters = reference(snapshot, signature, "DocMDP");
        if (parameters == null) return null;
        return snapshot.resolve(parameters.get("P")) instanceof Cos.Num level ? (int) level.value() : 2;
    }

    private static @Nullable Lock lock(Snapshot snapshot, Cos.Dict signature) {
        var parameters = reference(snapshot, signature, "FieldMDP");
        if (parameters == null || !(snapshot.resolve(parameters.get("Action")) instanceof Cos.Name(var action)))
            return null;
        var names = new HashSet<String>();
        for (var item : snapshot.items(parameters.get("Fields"))) {
            if (snapshot.resolve(item) instanceof Cos.Str name) names.add(Outline.text(name.value()));
        }
        return new Lock(action, Set.copyOf(names));
    }

    private static Cos.@Nullable Dict reference(Snapshot snapshot, Cos.Dict signature, String method) {
        for (var item : snapshot.items(signature.get("Reference"))) {
            var reference = snapshot.dict(item);
            if (reference != null && reference.is("TransformMethod", method)) {
                var parameters = snapshot.dict(reference.get("TransformParams"));
                return parameters == null ? new Cos.Dict(java.util.Map.of(), false) : parameters;
            }
        }
        return null;
    }
}
