package wariin.validation;

/// The machine-readable reports of a validation, written when asked for.
public interface ReportFiles {

    /// The validation report of ETSI TS 119 102-2.
    String etsi();

    /// The short report of EU DSS.
    String simple();

    /// The detailed report of EU DSS: every check of EN 319 102-1.
    String detailed();
}
