package wariin.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Array;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Name;
import wariin.pdf.PdfValue.Num;
import wariin.pdf.PdfValue.Ref;
import wariin.pdf.PdfValue.Str;
import wariin.pdf.PdfValue.Stream;

/// Finds single objects of a PDF by its cross-reference sections; nothing is read that nobody asks for.
final class PdfReader {

    private static final int OBJECTS_KEPT = 2000;
    private static final int STREAMS_KEPT = 4;
    private static final int REFERENCES = 32;
    private static final int NESTING = 8;

    private final Budget budget = new Budget();
    private final Map<Integer, PdfValue> objects = new HashMap<>();
    private final LinkedHashMap<Integer, ObjectStream> objectStreams = new LinkedHashMap<>(8, 0.75f, true);
    private final long base;
    private final boolean lenient;
    private final List<Section> sections;
    private ByteSource source;
    private ValueParser parser;
    private int nesting;

    private PdfReader(ByteSource source, long base, boolean lenient) {
        this.source = source;
        this.base = base;
        this.lenient = lenient;
        this.parser = new ValueParser(new Cursor(source), budget);
        this.sections = new ArrayList<>();
    }

    /// Reads by a list of objects that was made by looking for them.
    static PdfReader reconstructed(ByteSource source, Map<Integer, XrefEntry> entries, Dict trailer) {
        var reader = new PdfReader(source, 0, true);
        reader.sections.add(new Section(new XrefSection.LooseTable(List.of(), entries), trailer, 0, false));
        return reader;
    }

    /// Refuses what is no PDF, is encrypted, or has no readable cross-reference.
    static PdfReader open(ByteSource source) throws PdfRefused {
        var header = PdfEnds.header(source);
        var start = PdfEnds.startxref(source);
        var reader = start(source, header, start);
        for (var section : reader.sections) {
            if (section.trailer().get("Encrypt") instanceof Ref
                    || section.trailer().get("Encrypt") instanceof Dict) {
                throw new PdfRefused(Reason.ENCRYPTED, "trailer has /Encrypt");
            }
        }
        reader.catalog();
        return reader;
    }

    /// Offsets count from the header; in a few files with bytes before it they count from the first byte.
    private static PdfReader start(ByteSource source, long header, long start) throws PdfRefused {
        try {
            var reader = new PdfReader(source, header, false);
            reader.readSections(start);
            return reader;
        } catch (PdfRefused e) {
            if (header == 0 || e.reason() != Reason.DAMAGED) throw e;
            var reader = new PdfReader(source, 0, false);
            reader.readSections(start);
            return reader;
        }
    }

    private void readSections(long start) throws PdfRefused {
        var seen = new HashSet<Long>();
        for (var at = start; at > 0; at = previous(sections.getLast().trailer())) {
            if (!seen.add(at)) throw new PdfRefused(Reason.DAMAGED, "cross-references go round in circles");
            if (seen.size() > 4096) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "more than 4096 revisions");
            sections.add(section(at));
        }
        if (sections.isEmpty()) throw new PdfRefused(Reason.DAMAGED, "no cross-reference");
    }

    private static long previous(Dict trailer) {
        return trailer.get("Prev") instanceof Num number ? number.toLong() : 0;
    }

    private Section section(long at) throws PdfRefused {
        var cursor = parser.cursor();
        if (at + base >= source.length()) throw new PdfRefused(Reason.DAMAGED, "cross-reference beyond the end");
        parser.startAt(at + base);
        parser.skipSpace();
        if (cursor.peek() != 'x') return streamSection(at);
        parser.keyword("xref");
        var table = new XrefTableParser(parser, source).parse();
        if (!(parser.value() instanceof Dict trailer)) throw new PdfRefused(Reason.DAMAGED, "no trailer");
        if (trailer.get("XRefStm") instanceof Num hidden) {
            var stream = streamSection(hidden.toLong());
            return new Section(new XrefSection.Hybrid(table, stream.xref()), trailer, at, false);
        }
        return new Section(table, trailer, at, false);
    }

    private Section streamSection(long at) throws PdfRefused {
        parser.startAt(at + base);
        var number = parser.integer();
        if (!(parser.indirect((int) Math.min(number, Integer.MAX_VALUE), at + base) instanceof Stream stream)) {
            throw new PdfRefused(Reason.DAMAGED, "no cross-reference at " + at);
        }
        var packed = XrefSection.Packed.of(stream.dict(), decoded(stream));
        return new Section(packed, stream.dict(), at, true);
    }

    ByteSource source() {
        return source;
    }

    long base() {
        return base;
    }

    /// Newest first.
    List<Section> sections() {
        return sections;
    }

    /// The newest entry of the trailer chain under this key; broken updates sometimes forget one.
    @Nullable
    PdfValue trailer(String key) {
        for (var section : sections)
            if (section.trailer().get(key) != null) return section.trailer().get(key);
        return null;
    }

    Ref catalogRef() throws PdfRefused {
        if (trailer("Root") instanceof Ref ref) return ref;
        throw new PdfRefused(Reason.DAMAGED, "trailer without /Root");
    }

    Dict catalog() throws PdfRefused {
        var catalog = dict(catalogRef());
        if (catalog == null) throw new PdfRefused(Reason.DAMAGED, "no catalog");
        return catalog;
    }

    /// One more than the highest object number that any section knows.
    int size() {
        var size = 0L;
        for (var section : sections) {
            if (section.trailer().get("Size") instanceof Num number) size = Math.max(size, number.toLong());
            for (var range : section.xref().ranges()) size = Math.max(size, (long) range.first() + range.count());
        }
        return (int) Math.min(size, XrefTableParser.HIGHEST);
    }

    XrefEntry entry(int number) throws PdfRefused {
        for (var section : sections) {
            var entry = section.xref().find(number);
            if (entry != null) return entry;
        }
        return XrefEntry.FREE;
    }

    PdfValue object(int number) throws PdfRefused {
        var known = objects.get(number);
        if (known != null) return known;
        if (++nesting > NESTING) throw new PdfRefused(Reason.DAMAGED, "objects contain each other");
        try {
            var value = load(number, entry(number));
            if (objects.size() >= OBJECTS_KEPT) objects.clear();
            objects.put(number, value);
            return value;
        } finally {
            nesting--;
        }
    }

    private PdfValue load(int number, XrefEntry entry) throws PdfRefused {
        return switch (entry) {
            case XrefEntry.Free _ -> PdfValue.NULL;
            case XrefEntry.InFile(var offset, var _) -> {
                if (offset + base >= source.length()) throw new PdfRefused(Reason.DAMAGED, "object beyond the end");
                yield parser.indirect(number, offset + base);
            }
            case XrefEntry.InStream(var stream, var index) ->
                objectStream(stream).find(number, index, budget);
        };
    }

    ObjectStream objectStream(int number) throws PdfRefused {
        var known = objectStreams.get(number);
        if (known != null) return known;
        if (entry(number) instanceof XrefEntry.InStream || !(object(number) instanceof Stream stream)) {
            throw new PdfRefused(Reason.DAMAGED, "object stream " + number + " is none");
        }
        var opened = ObjectStream.of(stream.dict(), decoded(stream), lenient, budget);
        objectStreams.put(number, opened);
        if (objectStreams.size() > STREAMS_KEPT) objectStreams.pollFirstEntry();
        return opened;
    }

    /// Follows references to their end; a circle is damage.
    PdfValue follow(@Nullable PdfValue value) throws PdfRefused {
        for (var n = 0; n < REFERENCES; n++) {
            if (value == null) return PdfValue.NULL;
            if (!(value instanceof Ref ref)) return value;
            value = object(ref.number());
        }
        throw new PdfRefused(Reason.DAMAGED, "references go round in circles");
    }

    @Nullable
    Dict dict(@Nullable PdfValue value) throws PdfRefused {
        return switch (follow(value)) {
            case Dict dict -> dict;
            case Stream(var dict, var _) -> dict;
            default -> null;
        };
    }

    List<PdfValue> array(@Nullable PdfValue value) throws PdfRefused {
        return follow(value) instanceof Array(var items) ? items : List.of();
    }

    @Nullable
    String name(@Nullable PdfValue value) throws PdfRefused {
        return follow(value) instanceof Name(var name) ? name : null;
    }

    long number(@Nullable PdfValue value, long otherwise) throws PdfRefused {
        return follow(value) instanceof Num number ? number.toLong() : otherwise;
    }

    byte @Nullable [] string(@Nullable PdfValue value) throws PdfRefused {
        return follow(value) instanceof Str(var bytes) ? bytes : null;
    }

    byte[] decoded(Stream stream) throws PdfRefused {
        return StreamDecoder.decode(stream.dict(), raw(stream), budget);
    }

    /// The bytes between `stream` and `endstream`; where the length is wrong, the keyword decides.
    byte[] raw(Stream stream) throws PdfRefused {
        var length = number(stream.dict().get("Length"), -1);
        if (length < 0 || !endsAt(stream.dataStart() + length))
            length = PdfEnds.endstream(source, stream.dataStart(), budget);
        if (length > Budget.STREAM_LIMIT)
            throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "a stream of " + length + " bytes");
        var bytes = new byte[(int) length];
        Cursor.read(source, stream.dataStart(), bytes, bytes.length);
        return bytes;
    }

    private boolean endsAt(long position) {
        if (position < 0 || position > source.length()) return false;
        var cursor = parser.cursor();
        cursor.moveTo(position);
        while (ValueParser.isSpace(cursor.peek())) cursor.next();
        for (var c : "endstream".toCharArray()) if (cursor.next() != c) return false;
        return true;
    }

    /// Whether the object that the cross-reference promises begins at that place.
    boolean begins(int number, long offset) {
        return offset + base < source.length() && parser.objectNumberAt(offset + base) == number;
    }

    /// The first byte behind the `endobj` of the object that begins there.
    long endOf(int number, long offset) throws PdfRefused {
        var value = parser.indirect(number, offset + base);
        if (value instanceof Stream stream) {
            var length = number(stream.dict().get("Length"), -1);
            if (length < 0 || !endsAt(stream.dataStart() + length)) {
                throw new PdfRefused(Reason.DAMAGED, "object " + number + " has a wrong length");
            }
            endsAt(stream.dataStart() + length);
        }
        parser.keyword("endobj");
        return parser.cursor().position();
    }

    /// The first byte behind the `%%EOF` of the revision that ends with that section, and its line end.
    long endOf(Section section) throws PdfRefused {
        parser.startAt(section.position() + base);
        if (section.stream()) {
            var number = parser.integer();
            endOf((int) Math.min(number, Integer.MAX_VALUE), section.position());
        } else {
            parser.keyword("xref");
            new XrefTableParser(parser, source).parse();
            parser.value();
        }
        parser.keyword("startxref");
        if (parser.integer() != section.position())
            throw new PdfRefused(Reason.DAMAGED, "startxref says another place");
        var cursor = parser.cursor();
        while (ValueParser.isSpace(cursor.peek())) cursor.next();
        for (var c : "%%EOF".toCharArray()) if (cursor.next() != c) throw new PdfRefused(Reason.DAMAGED, "no %%EOF");
        if (cursor.peek() == '\r') cursor.next();
        if (cursor.peek() == '\n') cursor.next();
        return cursor.position();
    }

    boolean isBlank(long from, long to) {
        var cursor = parser.cursor();
        cursor.moveTo(from);
        while (cursor.position() < to) if (!ValueParser.isSpace(cursor.next())) return false;
        return true;
    }

    /// Whether there is nothing but white space and comments, as some writers leave their name between objects.
    boolean isBlankOrComment(long from, long to) {
        var cursor = parser.cursor();
        cursor.moveTo(from);
        parser.skipSpace();
        return cursor.position() >= to;
    }

    /// Goes on as the reader of the file with this increment, without reading it back.
    void extend(byte[] increment, Map<Integer, Long> offsets, Dict trailer, long startxref, boolean stream) {
        source = ByteSource.concat(List.of(source, ByteSource.of(increment)));
        parser = new ValueParser(new Cursor(source), budget);
        offsets.keySet().forEach(objects::remove);
        sections.addFirst(new Section(new XrefSection.Made(offsets), trailer, startxref, stream));
    }
}
