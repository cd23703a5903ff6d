package wariin.company;

/// Whether a company goes on, by the process and closing codes of the tax agency's file.
public enum CompanyStatus {
    OPEN,
    CLOSED,
    /// Closed because another company took it over.
    MERGED,
    /// The agency took the number back: it never should have been given.
    DELETED
}
