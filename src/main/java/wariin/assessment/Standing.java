package wariin.assessment;

import java.util.Set;

/// Everything about one person in one case that the table of {@link Transitions} asks for.
///
/// @param actors the capacities in which the person acts here
/// @param outside not a member of the organisation that applies
/// @param conflict declared a conflict of interest in this case
/// @param declared declared that there is none
/// @param assessed is or was appointed as lead or assessor
/// @param decides is or was appointed as decider
/// @param voted has voted on the report that lies before the deciders
/// @param decidedBefore voted in an earlier round, before an appeal
public record Standing(
        Set<CaseActor> actors,
        boolean outside,
        boolean conflict,
        boolean declared,
        boolean assessed,
        boolean decides,
        boolean voted,
        boolean decidedBefore) {

    static final Standing PLATFORM =
            new Standing(Set.of(CaseActor.PLATFORM), true, false, false, false, false, false, false);

    public Standing {
        actors = Set.copyOf(actors);
    }
}
