package wariin.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What differs for a target between two versions of its criteria.
public record GapReport(
        String target, List<Criterion> added, List<Criterion> removed, List<Change> changed, int unchanged) {

    /// What of a criterion differs.
    public enum Aspect {
        TITLE,
        STATEMENT,
        GATING,
        METHODS,
        EVIDENCE,
        EVIDENCE_AGE,
        CHECK,
        PARAMETERS,
        MAPPINGS,
        GROUP;

        /// Whether an earlier conclusion about the criterion no longer stands when this differs.
        public boolean needsAssessment() {
            return switch (this) {
                case STATEMENT, GATING, EVIDENCE_AGE, PARAMETERS -> true;
                case TITLE, METHODS, EVIDENCE, CHECK, MAPPINGS, GROUP -> false;
            };
        }
    }

    /// A criterion that both versions have, and what of it differs.
    public record Change(Criterion before, Criterion after, Set<Aspect> aspects) {}

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /// Ids of the criteria that a case must be assessed on again when it moves to the newer version.
    public List<String> toReassess() {
        var anew = new ArrayList<String>();
        for (var criterion : added) anew.add(criterion.id());
        for (var change : changed) {
            if (change.aspects().stream().anyMatch(Aspect::needsAssessment))
                anew.add(change.after().id());
        }
        return List.copyOf(anew);
    }
}
