package wariin.x509;

import java.util.List;

/// What the linter found.
public sealed interface LintOutcome {
    record Passed(LintedCertificate certificate) implements LintOutcome {}

    record Failed(List<String> findings) implements LintOutcome {}

    /// The gate type, or an exception that names every finding: for callers whose own content cannot be wrong.
    default LintedCertificate orThrow() {
        return switch (this) {
            case Passed(var certificate) -> certificate;
            case Failed(var findings) -> throw new IllegalArgumentException(String.join("; ", findings));
        };
    }
}
