package wariin.practice;

/// Which statement: practices (RFC 3647), disclosure (EN 319 411-1, annex A), time-stamping (EN 319 421, annex B).
public enum StatementDocument {
    CPS,
    PDS,
    TDS;

    /// As it stands in addresses and in the names of the texts.
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
