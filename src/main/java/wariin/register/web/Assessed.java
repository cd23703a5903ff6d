package wariin.register.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.criteria.Catalogues;
import wariin.criteria.Criterion;
import wariin.register.AssessmentSummary;
import wariin.register.AssessmentSummary.Outcome;
import wariin.register.AssessmentSummary.Result;
import wariin.site.Bilingual;

/// The public result of an assessment by the groups of the criteria.
record Assessed(AssessmentSummary summary, List<Group> groups) {

    /// A criterion with what came out.
    ///
    /// @param title as the catalogue has it; the id if it no longer does
    record Item(String id, Bilingual title, Result result) {}

    record Group(String id, Bilingual title, List<Item> items) {

        public long met() {
            return items.stream().filter(item -> isMet(item.result().outcome())).count();
        }

        /// Those that apply to the service.
        public long applied() {
            return items.stream()
                    .filter(item -> item.result().outcome() != Outcome.NOT_APPLICABLE)
                    .count();
        }
    }

    static Assessed of(AssessmentSummary summary, String target, Catalogues catalogues) {
        var results = new LinkedHashMap<String, Result>();
        for (var result : summary.results()) results.put(result.criterion(), result);
        var groups = new LinkedHashMap<String, Group>();
        for (var criterion : criteria(summary, target, catalogues)) {
            var result = results.remove(criterion.id());
            if (result != null)
                add(groups, criterion.group().id(), criterion.group().title(), criterion.title(), result);
        }
        // What the catalogue does not know is shown all the same, under its id.
        var other = Bilingual.of("そのほか", "Others");
        for (var result : results.values()) {
            add(groups, "other", other, Bilingual.of(result.criterion(), result.criterion()), result);
        }
        return new Assessed(summary, List.copyOf(groups.values()));
    }

    private static List<Criterion> criteria(AssessmentSummary summary, String target, Catalogues catalogues) {
        return catalogues.version(summary.catalogue()).isPresent()
                ? catalogues.criteria(summary.catalogue(), target)
                : List.of();
    }

    private static void add(
            Map<String, Group> groups, String id, Bilingual groupTitle, Bilingual title, Result result) {
        groups.computeIfAbsent(id, _ -> new Group(id, groupTitle, new ArrayList<>()))
                .items()
                .add(new Item(result.criterion(), title, result));
    }

    static boolean isMet(@Nullable Outcome outcome) {
        return outcome == Outcome.MET || outcome == Outcome.MET_WITH_FINDING;
    }

    public long met() {
        return groups.stream().mapToLong(Group::met).sum();
    }

    public long applied() {
        return groups.stream().mapToLong(Group::applied).sum();
    }
}
