package wariin.validation;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.validation.XrefSection.Entry;
import wariin.validation.XrefSection.Free;
import wariin.validation.XrefSection.InFile;
import wariin.validation.XrefSection.InStream;

/// The file as it stood when one of its revisions was the last: every object by its number.
final class Snapshot {

    private static final int LONGEST_CHAIN = 50;

    private final ByteBuffer bytes;
    private final int end;
    private final List<XrefSection> chain;
    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private final Map<Integer, Cos> cache = new HashMap<>();
    private final Map<Integer, Map<Integer, Cos>> streams = new HashMap<>();

    /// @param chain from the newest section to the oldest
    Snapshot(ByteBuffer bytes, int end, List<XrefSection> chain) {
        this.bytes = bytes;
        this.end = end;
        this.chain = chain;
        for (var section : chain) section.entries().forEach(entries::putIfAbsent);
    }

    Cos.Dict trailer() {
        return chain.getFirst().trailer();
    }

    List<XrefSection> chain() {
        return chain;
    }

    int end() {
        return end;
    }

    Set<Integer> numbers() {
        return entries.keySet();
    }

    boolean inUse(int number) {
        return entries.containsKey(number) && !(entries.get(number) instanceof Free);
    }

    @Nullable
    Entry entry(int number) {
        return entries.get(number);
    }

    /// The object with that number; null objects and missing ones are the same (ISO 32000-2, 7.3.10).
    Cos object(int number) {
        var known = cache.get(number);
        if (known != null) return known;
        var object = switch (entries.get(number)) {
            case InFile(var offset, var _) -> read(number, offset);
            case InStream(var stream, var _) -> packed(stream).getOrDefault(number, new Cos.Null());
            case Free _ -> new Cos.Null();
            case null -> new Cos.Null();
        };
        cache.put(number, object);
        return object;
    }

    private Cos read(int number, int offset) {
        if (offset < 0 || offset >= end) throw new PdfBroken("Object " + number + " lies outside the file");
        return new CosReader(bytes, offset, end).indirectObject(number, this::lengthOf);
    }

    /// Where the object that stands at this offset ends.
    int endOf(int number, int offset) {
        var reader = new CosReader(bytes, offset, end);
        reader.indirectObject(number, this::lengthOf);
        return reader.position();
    }

    private int lengthOf(Cos length) {
        return resolve(length) instanceof Cos.Num number ? (int) number.value() : -1;
    }

    /// All objects of an object stream (ISO 32000-2, 7.5.7).
    private Map<Integer, Cos> packed(int stream) {
        var known = streams.get(stream);
        if (known != null) return known;
        if (!(entries.get(stream) instanceof InFile(var offset, var _))
                || !(read(stream, offset) instanceof Cos.Stream packed)) {
            throw new PdfBroken("An object stream is missing");
        }
        var data = ByteBuffer.wrap(StreamData.decode(bytes, packed));
        var count = lengthOf(packed.dict().entries().getOrDefault("N", new Cos.Null()));
        var first = lengthOf(packed.dict().entries().getOrDefault("First", new Cos.Null()));
        var index = new CosReader(data, 0, data.limit());
        var objects = new HashMap<Integer, Cos>();
        for (var n = 0; n < count; n++) {
            var number = index.integer();
            objects.putIfAbsent(number, new CosReader(data, first + index.integer(), data.limit()).object());
        }
        streams.put(stream, objects);
        return objects;
    }

    Cos resolve(@Nullable Cos object) {
        var resolved = object;
        for (var n = 0; resolved instanceof Cos.Ref ref; n++) {
            if (n > LONGEST_CHAIN) throw new PdfBroken("References run in a circle");
            resolved = object(ref.number());
        }
        return resolved == null ? new Cos.Null() : resolved;
    }

    Cos.@Nullable Dict dict(@Nullable Cos object) {
        return Cos.dictOf(resolve(object));
    }

    List<Cos> items(@Nullable Cos object) {
        return resolve(object) instanceof Cos.Arr(var items) ? items : List.of();
    }

    Cos.Dict catalog() {
        var catalog = dict(trailer().get("Root"));
        if (catalog == null) throw new PdfBroken("The file has no catalogue");
        return catalog;
    }

    /// The bytes of a stream as they stand in the file.
    ByteBuffer raw(Cos.Stream stream) {
        return bytes.slice(stream.start(), stream.length());
    }
}
