package wariin.validation;

/// Why a file could not be judged at all.
public enum Refusal {
    NOT_A_PDF,
    ENCRYPTED,
    DAMAGED,
    NOT_SIGNED,
    TOO_LARGE,
    TOO_MANY_SIGNATURES,
    TOOK_TOO_LONG,
    NOT_READABLE
}
