package wariin.assessment;

/// What became of an act in a case. A case that is not for the caller is as unknown as one that does not exist.
public sealed interface CaseOutcome {

    record Done(Case now) implements CaseOutcome {}

    /// Nothing was written.
    record Refused(CaseRefusal reason) implements CaseOutcome {}

    record Unknown() implements CaseOutcome {}
}
