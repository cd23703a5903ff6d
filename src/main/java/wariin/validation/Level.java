package wariin.validation;

/// The level that a signature reached (EN 319 142-1, 6); each includes those before it.
public enum Level {
    /// A signature, but not to the PAdES baseline.
    NOT_BASELINE("–"),
    B_B("PAdES B-B"),
    B_T("PAdES B-T"),
    B_LT("PAdES B-LT"),
    B_LTA("PAdES B-LTA");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }
}
