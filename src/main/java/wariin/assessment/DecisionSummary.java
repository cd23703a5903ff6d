package wariin.assessment;

/// What becomes public of an assessment when its case is published; the part that keeps the judgements knows it.
interface DecisionSummary {
    void publish(Case item, String actor);
}
