package wariin.criteria;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.criteria.GapReport.Aspect;
import wariin.criteria.GapReport.Change;
import wariin.site.Bilingual;

/// Compares two versions of the criteria of a target, criterion by criterion.
final class Gaps {

    private Gaps() {}

    static GapReport between(String target, List<Criterion> before, List<Criterion> after) {
        var old = new LinkedHashMap<String, Criterion>();
        for (var criterion : before) old.put(criterion.id(), criterion);
        var added = new ArrayList<Criterion>();
        var changed = new ArrayList<Change>();
        var unchanged = 0;
        for (var criterion : after) {
            var earlier = old.remove(criterion.id());
            if (earlier == null) {
                added.add(criterion);
                continue;
            }
            var aspects = aspects(earlier, criterion);
            if (aspects.isEmpty()) unchanged++;
            else changed.add(new Change(earlier, criterion, aspects));
        }
        return new GapReport(target, List.copyOf(added), List.copyOf(old.values()), List.copyOf(changed), unchanged);
    }

    private static Set<Aspect> aspects(Criterion before, Criterion after) {
        var aspects = EnumSet.noneOf(Aspect.class);
        differs(aspects, Aspect.TITLE, before.title(), after.title());
        differs(aspects, Aspect.STATEMENT, before.statement(), after.statement());
        differs(aspects, Aspect.GATING, before.mandatory(), after.mandatory());
        differs(aspects, Aspect.GATING, english(before.appliesWhen()), english(after.appliesWhen()));
        differs(aspects, Aspect.METHODS, before.methods(), after.methods());
        differs(aspects, Aspect.EVIDENCE, english(before.evidenceExpected()), english(after.evidenceExpected()));
        differs(aspects, Aspect.EVIDENCE_AGE, before.evidenceMaxAge(), after.evidenceMaxAge());
        differs(aspects, Aspect.CHECK, before.autoCheck(), after.autoCheck());
        differs(aspects, Aspect.PARAMETERS, before.parameters(), after.parameters());
        differs(aspects, Aspect.MAPPINGS, Set.copyOf(before.mappings()), Set.copyOf(after.mappings()));
        differs(aspects, Aspect.GROUP, before.group().id(), after.group().id());
        return aspects;
    }

    /// A translation that was added later changes nothing that is asked.
    private static @Nullable String english(@Nullable Bilingual text) {
        return text == null ? null : text.en();
    }

    private static void differs(Set<Aspect> aspects, Aspect aspect, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) aspects.add(aspect);
    }
}
