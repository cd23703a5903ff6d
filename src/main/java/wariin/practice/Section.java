package wariin.practice;

/// What no configuration can tell, so that the operator says it; a statement says so where the operator has not.
public enum Section {
    CONTACT,
    PREMISES,
    STAFF,
    NETWORK,
    END,
    AUDIT,
    FEES,
    LIABILITY,
    LAW;

    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
