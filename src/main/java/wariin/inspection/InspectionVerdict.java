package wariin.inspection;

/// What a machine check says of a criterion.
public enum InspectionVerdict {
    SATISFIED,
    NOT_SATISFIED,
    /// The machine could not look, or sees too little to say; a person has to.
    NOT_POSSIBLE
}
