package wariin.ca.application;

import java.util.List;

/// Whether an application gives a certificate that may be signed.
public sealed interface PreparedOutcome {
    record Prepared(PreparedCertificate certificate) implements PreparedOutcome {}

    /// What the linter found, a sentence each.
    record Unfit(List<String> findings) implements PreparedOutcome {}
}
