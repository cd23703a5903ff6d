package wariin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wariin.pdf.RevisionFinding.Kind;

/// Names what every update after a signature changed, by structure and not by looks: an allow-list of replaced
/// objects, no freed ones, no bytes beside them, one cross-reference an update. What two viewers could read
/// differently is a modification.
public final class RevisionCheck {

    private static final int UPDATES = 500;

    private final ByteSource file;
    private final PdfReader reader;
    private final List<RevisionFinding> findings = new ArrayList<>();

    private RevisionCheck(ByteSource file) throws PdfRefused {
        this.file = file;
        this.reader = PdfReader.open(file);
    }

    /// Empty where nothing came after the last signature, or none is there.
    public static List<RevisionFinding> of(ByteSource file) throws PdfRefused {
        return Guard.call(() -> {
            var check = new RevisionCheck(file);
            check.run();
            return List.copyOf(check.findings);
        });
    }

    private void run() throws PdfRefused {
        var coverages = new ArrayList<Coverage>();
        for (var field : Coverage.filled(reader)) {
            var coverage = Coverage.of(reader, field, Coverage.valueOf(reader, field));
            if (coverage != null) coverages.add(coverage);
            else modified(0, List.of(field.name()), "does not cover the file up to its end but for its own contents");
        }
        if (coverages.isEmpty()) return;
        var first = coverages.stream().mapToLong(Coverage::end).min().getAsLong();
        try {
            updates(first, coverages);
        } catch (PdfRefused e) {
            modified(0, names(coverages, Long.MAX_VALUE), "the updates cannot be read: " + e.getMessage());
        }
    }

    private void updates(long first, List<Coverage> coverages) throws PdfRefused {
        var before = PdfReader.open(new Slice(file, first));
        var start = before.endOf(before.sections().getFirst());
        if (!before.isBlank(start, first)) modified(0, names(coverages, first), "covers bytes behind the end");
        var later = reader.sections().stream()
                .takeWhile(section -> section.position() + reader.base() >= first)
                .toList()
                .reversed();
        if (later.size() > UPDATES) {
            modified(0, names(coverages, Long.MAX_VALUE), "more than " + UPDATES + " updates");
            return;
        }
        if (!continues(before)) modified(0, names(coverages, first), "the updates pass over the signed revision");
        var gaps = new HashSet<Integer>();
        Values.reachable(before, before.trailer("Root"), gaps::add);
        var revision = reader.sections().size() - later.size();
        start = first;
        for (var section : later) {
            revision++;
            var end = reader.endOf(section);
            var after = PdfReader.open(new Slice(file, end));
            update(revision, new UpdateCheck(before, after, section, start), names(coverages, start), gaps);
            before = after;
            start = end;
        }
        if (!reader.isBlank(start, file.length())) modified(revision, names(coverages, start), "bytes behind the end");
        requireBoundaries(coverages, later, first);
    }

    /// The chain of cross-references leads through the newest one that was signed.
    private boolean continues(PdfReader signed) {
        var newest = signed.sections().getFirst().position();
        return reader.sections().stream().anyMatch(section -> section.position() == newest);
    }

    private void update(int revision, UpdateCheck check, List<String> signatures, Set<Integer> gaps) throws PdfRefused {
        check.run(gaps);
        for (var detail : check.violations()) modified(revision, signatures, detail);
        for (var detail : check.allowed()) {
            for (var signature : signatures)
                findings.add(new RevisionFinding(revision, signature, Kind.ALLOWED, detail));
        }
    }

    private void requireBoundaries(List<Coverage> coverages, List<Section> later, long first) throws PdfRefused {
        var ends = new HashSet<Long>();
        ends.add(first);
        for (var section : later) ends.add(reader.endOf(section));
        for (var coverage : coverages) {
            var fits = ends.stream().anyMatch(end -> coverage.end() == end || isBlankBetween(coverage.end(), end));
            if (!fits) modified(0, List.of(coverage.field()), "does not end where a revision ends");
        }
    }

    private boolean isBlankBetween(long one, long other) {
        return Math.abs(one - other) <= 2 && reader.isBlank(Math.min(one, other), Math.max(one, other));
    }

    private static List<String> names(List<Coverage> coverages, long end) {
        return coverages.stream()
                .filter(coverage -> coverage.end() <= end + 2)
                .map(Coverage::field)
                .toList();
    }

    private void modified(int revision, List<String> signatures, String detail) {
        for (var signature : signatures) findings.add(new RevisionFinding(revision, signature, Kind.MODIFIED, detail));
    }
}
