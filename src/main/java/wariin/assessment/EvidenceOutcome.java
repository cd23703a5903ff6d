package wariin.assessment;

/// What became of an act on evidence, an item, a request or a finding.
public sealed interface EvidenceOutcome {

    /// Done, or found done already by a repeated request.
    record Done(String id) implements EvidenceOutcome {}

    record Refused(EvidenceRefusal reason) implements EvidenceOutcome {}

    /// There is no such thing, or none that this person may know of.
    record Unknown() implements EvidenceOutcome {}
}
