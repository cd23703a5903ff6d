package wariin.assessment;

/// What an assessor judged of a criterion. Open is also what a judgement that was taken back leaves.
public enum ItemResult {
    MET,
    NOT_MET,
    NOT_APPLICABLE,
    OPEN
}
