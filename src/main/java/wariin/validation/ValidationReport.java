package wariin.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of the validation of one file. It is total: a file that cannot be judged has a refusal.
public record ValidationReport(
        Verdict verdict,
        @Nullable Refusal refusal,
        Instant validatedAt,
        long fileLength,
        String sha256,
        int revisions,
        List<SignatureReport> signatures,
        List<TimestampReport> timestamps,
        @Nullable ReportFiles files) {

    public ValidationReport {
        signatures = List.copyOf(signatures);
        timestamps = List.copyOf(timestamps);
    }

    public Optional<Refusal> refused() {
        return Optional.ofNullable(refusal);
    }

    /// The machine-readable reports; absent when the file was refused.
    public Optional<ReportFiles> reports() {
        return Optional.ofNullable(files);
    }
}
