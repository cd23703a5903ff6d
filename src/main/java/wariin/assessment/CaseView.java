package wariin.assessment;

import java.util.Set;

/// A case as one person may see it now, and what this person may do in it now. Whoever may not know of it gets none.
///
/// @param as in what capacities this person sees it
/// @param acts what the table allows this person at this moment
/// @param content whether this person may read the evidence and findings (an appointed person only after declaring
///     that there is no conflict of interest)
/// @param deliberation whether this person may read what assessors and deciders say among themselves; never the
///     applicant
public record CaseView(Case item, Set<CaseActor> as, Set<CaseAct> acts, boolean content, boolean deliberation) {

    public CaseView {
        as = Set.copyOf(as);
        acts = Set.copyOf(acts);
    }

    public boolean may(CaseAct act) {
        return acts.contains(act);
    }

    public boolean is(CaseActor actor) {
        return as.contains(actor);
    }

    public boolean applicant() {
        return as.contains(CaseActor.APPLICANT);
    }
}
