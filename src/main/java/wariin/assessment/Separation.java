package wariin.assessment;

/// What keeps two capacities apart in one case. A separation binds the people of the scheme, not the applicant.
public enum Separation {
    /// No member of the organisation that applies.
    OUTSIDE(CaseRefusal.OWN_ORGANISATION),
    /// Nobody with a declared conflict of interest.
    NO_CONFLICT(CaseRefusal.CONFLICT),
    /// Only after declaring that there is none.
    DECLARED(CaseRefusal.NOT_DECLARED),
    /// Nobody who assesses, or ever assessed, in this case.
    NOT_ASSESSOR(CaseRefusal.ASSESSED),
    /// Nobody who decides, or ever decided, in this case.
    NOT_DECIDER(CaseRefusal.DECIDES),
    /// One person, one vote.
    NOT_VOTED(CaseRefusal.ALREADY_VOTED),
    /// Nobody who decided before the appeal.
    NOT_DECIDED_BEFORE(CaseRefusal.DECIDED_BEFORE);

    private final CaseRefusal refusal;

    Separation(CaseRefusal refusal) {
        this.refusal = refusal;
    }

    public CaseRefusal refusal() {
        return refusal;
    }

    boolean holds(Standing person) {
        return switch (this) {
            case OUTSIDE -> person.outside();
            case NO_CONFLICT -> !person.conflict();
            case DECLARED -> person.declared();
            case NOT_ASSESSOR -> !person.assessed();
            case NOT_DECIDER -> !person.decides();
            case NOT_VOTED -> !person.voted();
            case NOT_DECIDED_BEFORE -> !person.decidedBefore();
        };
    }
}
