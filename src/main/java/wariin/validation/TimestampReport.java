package wariin.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A document time-stamp (EN 319 142-1, 5.4.3): it seals all before it, and keeps it provable for decades.
public record TimestampReport(
        int number,
        String field,
        Verdict verdict,
        @Nullable Finding reason,
        Instant at,
        String authority,
        String serial,
        Coverage coverage,
        @Nullable TrustedBy trustedBy) {}
