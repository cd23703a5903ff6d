package wariin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfValue.Dict;

/// Compares one update with the file before it: only new objects and an allow-list of replaced ones may be in it.
final class UpdateCheck {

    private final PdfReader before;
    private final PdfReader after;
    private final Section section;
    private final long start;
    private final List<String> allowed = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    UpdateCheck(PdfReader before, PdfReader after, Section section, long start) {
        this.before = before;
        this.after = after;
        this.section = section;
        this.start = start;
    }

    List<String> allowed() {
        return allowed;
    }

    List<String> violations() {
        return violations;
    }

    /// `gaps` are the objects that the file refers to and that were nothing so far.
    void run(Set<Integer> gaps) throws PdfRefused {
        if (section.xref() instanceof XrefSection.Hybrid) violations.add("two cross-references in one update");
        if (!Values.same(
                before, before.trailer("Root"), after, section.trailer().get("Root"))) {
            violations.add("another catalog");
            return;
        }
        if (section.trailer().get("Encrypt") != null) violations.add("encryption");
        var defined = defined();
        checkBytes(defined);
        var replaced = new ArrayList<Integer>();
        for (var number : defined.keySet()) {
            if (gaps.contains(number))
                violations.add("object " + number + ", to which the file referred before, came into being");
            if (!(before.entry(number) instanceof XrefEntry.Free)) replaced.add(number);
        }
        checkReplaced(replaced);
        collectGaps(
                new PdfValue.Array(
                        defined.keySet().stream().map(UpdateCheck::reference).toList()),
                gaps);
    }

    private Map<Integer, XrefEntry> defined() throws PdfRefused {
        var defined = new TreeMap<Integer, XrefEntry>();
        for (var range : section.xref().ranges()) {
            for (var n = 0; n < range.count(); n++) {
                var number = range.first() + n;
                var entry = section.xref().find(number);
                var gone = entry == null || entry instanceof XrefEntry.Free;
                if (!gone) defined.put(number, entry);
                else if (number > 0 && !(before.entry(number) instanceof XrefEntry.Free)) {
                    violations.add("object " + number + " was removed");
                }
            }
        }
        return defined;
    }

    /// The update must consist of the objects that its cross-reference names, and of nothing else.
    private void checkBytes(Map<Integer, XrefEntry> defined) throws PdfRefused {
        var byOffset = new TreeMap<Long, Integer>();
        defined.forEach((number, entry) -> {
            if (entry instanceof XrefEntry.InFile(var offset, var _)) byOffset.put(offset + after.base(), number);
            else if (entry instanceof XrefEntry.InStream(var stream, var _) && !defined.containsKey(stream)) {
                violations.add("object " + number + " in an older stream");
            }
        });
        var end = section.position() + after.base();
        byOffset.remove(end);
        var at = start;
        for (var entry : byOffset.entrySet()) {
            if (entry.getKey() < at || entry.getKey() >= end) {
                violations.add("object " + entry.getValue() + " lies outside of the update");
                continue;
            }
            if (!after.isBlankOrComment(at, entry.getKey())) violations.add("bytes before object " + entry.getValue());
            at = after.endOf(entry.getValue(), entry.getKey() - after.base());
        }
        if (!after.isBlankOrComment(at, end)) violations.add("bytes before the cross-reference");
    }

    private void checkReplaced(List<Integer> replaced) throws PdfRefused {
        if (replaced.isEmpty()) return;
        var roles = new ObjectRoles(before).find(new HashSet<>(replaced));
        var rules = new UpdateRules(before, after, allowed, violations);
        var unknown = new ArrayList<Integer>();
        for (var number : replaced) {
            var old = before.object(number);
            var now = after.object(number);
            if (Values.same(before, old, after, now)) continue;
            var role = roles.get(number);
            if (role == null) unknown.add(number);
            else rules.check(role, old, now);
        }
        for (var number : unknown)
            violations.add("object " + number + " " + kind(before.object(number)) + "was replaced");
    }

    private void collectGaps(PdfValue from, Set<Integer> gaps) throws PdfRefused {
        Values.reachable(after, from, gaps::add);
    }

    private static PdfValue reference(int number) {
        return new PdfValue.Ref(number, 0);
    }

    private static String kind(@Nullable PdfValue value) {
        var dict =
                value instanceof PdfValue.Stream(var inner, var _) ? inner : value instanceof Dict plain ? plain : null;
        if (dict == null || !(dict.get("Type") instanceof PdfValue.Name(var name))) return "";
        return "(" + name + ") ";
    }
}
