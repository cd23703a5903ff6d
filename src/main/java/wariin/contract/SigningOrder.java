package wariin.contract;

/// Whether the parties sign one after the other, by position, or all at once.
public enum SigningOrder {
    SEQUENTIAL,
    PARALLEL
}
