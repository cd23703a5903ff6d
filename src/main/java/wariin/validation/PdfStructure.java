package wariin.validation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wariin.validation.RevisionStep.Change;
import wariin.validation.XrefSection.InFile;

/// The revisions of a PDF and its signatures, read from the bytes alone: the second opinion beside the signature
/// library, and the stricter one. It shares no code with what signs.
final class PdfStructure {

    /// One revision: where it ends, and its place in the chain of cross-reference sections (newest first).
    private record Revision(int number, int end, int section) {}

    private final ByteBuffer bytes;
    private final List<XrefSection> chain;
    private final List<Revision> revisions = new ArrayList<>();
    private final Map<Integer, Outline> outlines = new HashMap<>();
    private final List<SignaturePlace> places = new ArrayList<>();
    private final Map<Integer, List<Change>> steps = new HashMap<>();

    private final boolean broken;

    private PdfStructure(ByteBuffer bytes, List<XrefSection> chain, boolean broken) {
        this.bytes = bytes;
        this.chain = chain;
        this.broken = broken;
    }

    /// A file whose structure nobody can rely on.
    static PdfStructure broken(ByteBuffer bytes) {
        return new PdfStructure(bytes, List.of(), true);
    }

    /// Reads the structure, or throws {@link PdfBroken}.
    static PdfStructure read(ByteBuffer bytes) {
        var structure = new PdfStructure(bytes, new XrefReader(bytes, bytes.limit()).chain(), false);
        if (structure.isEncrypted()) return structure;
        structure.findRevisions();
        structure.findSignatures();
        structure.findSteps();
        return structure;
    }

    boolean isEncrypted() {
        return chain.stream().anyMatch(section -> section.trailer().get("Encrypt") != null);
    }

    boolean isBroken() {
        return broken;
    }

    int revisionCount() {
        return revisions.size();
    }

    /// Signatures and document time-stamps in the order of signing.
    List<SignaturePlace> signatures() {
        return places;
    }

    /// What changed after that signature, and whether it allows it.
    List<LaterChange> changesAfter(SignaturePlace place) {
        var changes = new ArrayList<LaterChange>();
        for (var revision = place.revision() + 1; revision <= revisions.size() + 1; revision++) {
            for (var change : steps.getOrDefault(revision, List.of())) {
                changes.add(
                        new LaterChange(change.kind(), place.allows(change), revision, change.page(), change.detail()));
            }
        }
        return changes;
    }

    private void findRevisions() {
        var found = new ArrayList<Revision>();
        for (var n = chain.size() - 1; n >= 0; n--) {
            // In a linearized file the oldest section is written behind the one that comes after it.
            var isFirstPagePart = n == chain.size() - 2
                    && chain.getLast().start() > chain.get(n).start();
            if (isFirstPagePart && !found.isEmpty()) {
                found.set(0, new Revision(1, found.getFirst().end(), n));
            } else {
                found.add(new Revision(found.size() + 1, endOfRevision(chain.get(n)), n));
            }
        }
        revisions.addAll(found);
    }

    /// Behind the end-of-file marker that follows a section, or 0 where there is none.
    private int endOfRevision(XrefSection section) {
        try {
            var reader = new CosReader(bytes, section.end(), bytes.limit());
            reader.word("startxref");
            reader.integer();
            for (var at = reader.position(); at < Math.min(bytes.limit() - 4, reader.position() + 40); at++) {
                if (new CosReader(bytes, at, bytes.limit()).looksAt("%%EOF")) return at + 5;
            }
            return 0;
        } catch (PdfBroken e) {
            return 0;
        }
    }

    private Outline outline(Revision revision) {
        return outlines.computeIfAbsent(revision.number(), _ -> {
            var end = revision == revisions.getLast() ? bytes.limit() : revision.end();
            return new Outline(new Snapshot(bytes, end, chain.subList(revision.section(), chain.size())));
        });
    }

    private void findSignatures() {
        var reader =
                new SignaturePlaces(bytes, revisions.stream().map(Revision::end).toList());
        var seen = new HashSet<Cos.Dict>();
        var last = outline(revisions.getLast());
        for (var field : last.signatureFields()) {
            if (field.signed() && seen.add(field.value())) places.add(reader.place(last, field));
        }
        places.sort(java.util.Comparator.comparingInt(SignaturePlace::rangeEnd));
    }

    private void findSteps() {
        var first = places.stream()
                .mapToInt(SignaturePlace::revision)
                .filter(revision -> revision > 0)
                .min();
        if (first.isEmpty()) return;
        var dangling = dangling(revisions.get(first.getAsInt() - 1));
        for (var number = first.getAsInt() + 1; number <= revisions.size(); number++) {
            steps.put(number, step(revisions.get(number - 2), revisions.get(number - 1), dangling));
        }
        // Bytes behind the end-of-file marker belong to no revision, so they are told as one of their own.
        if (trailingBytes()) {
            steps.put(revisions.size() + 1, List.of(new Change(LaterChange.Kind.BYTES_OUTSIDE_OBJECTS, null, null)));
        }
    }

    private Set<Integer> dangling(Revision revision) {
        var missing = new HashSet<Integer>();
        if (revision.number() == revisions.size()) return missing;
        var snapshot = outline(revision).snapshot();
        for (var number : snapshot.numbers()) RevisionStep.missingIn(snapshot, number, missing);
        return missing;
    }

    private List<Change> step(Revision before, Revision after, Set<Integer> dangling) {
        var changes = new LinkedHashSet<Change>();
        try {
            var sections = chain.subList(after.section(), before.section());
            if (after.end() <= before.end()
                    || before.end() == 0
                    || sections.size() != 1
                    || turnsHybrid(before, sections.getFirst())) {
                changes.add(new Change(LaterChange.Kind.UNREADABLE_REVISION, null, null));
            } else if (!isTiled(before.end(), after, sections.getFirst())) {
                changes.add(new Change(LaterChange.Kind.BYTES_OUTSIDE_OBJECTS, null, null));
            }
            changes.addAll(new RevisionStep(outline(before), outline(after), sections).changes(dangling));
        } catch (PdfBroken e) {
            changes.add(new Change(LaterChange.Kind.UNREADABLE_REVISION, null, null));
        }
        return List.copyOf(changes);
    }

    /// A file that was not made for two kinds of reader may not become one after it was signed.
    private boolean turnsHybrid(Revision before, XrefSection section) {
        if (section.hybrid() == null) return false;
        var wasHybrid =
                chain.subList(before.section(), chain.size()).stream().anyMatch(older -> older.hybrid() != null);
        return !wasHybrid || section.hybrid().start() < before.end();
    }

    /// Whether an update holds its objects, its cross-reference section and nothing else, so that no reader of the
    /// file can find anything there that another one does not.
    private boolean isTiled(int from, Revision revision, XrefSection section) {
        var spans = new java.util.TreeMap<Integer, Integer>();
        var snapshot = outline(revision).snapshot();
        spans.put(section.start(), section.end());
        if (section.hybrid() != null)
            spans.put(section.hybrid().start(), section.hybrid().end());
        section.entries().forEach((number, entry) -> {
            if (entry instanceof InFile(var offset, var _) && offset >= from && !spans.containsKey(offset)) {
                spans.put(offset, snapshot.endOf(number, offset));
            }
        });
        var at = from;
        for (var span : spans.entrySet()) {
            if (span.getKey() < at || !onlySpace(at, span.getKey())) return false;
            at = span.getValue();
        }
        var reader = new CosReader(bytes, at, bytes.limit());
        reader.word("startxref");
        if (reader.integer() != section.start()) return false;
        return onlySpace(reader.position(), revision.end() - 5);
    }

    private boolean trailingBytes() {
        return !onlySpace(revisions.getLast().end(), bytes.limit());
    }

    private boolean onlySpace(int from, int to) {
        for (var at = from; at < to; at++) if (!CosReader.isSpace(bytes.get(at))) return false;
        return true;
    }
}
