package wariin.validation.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import wariin.validation.ReportFiles;
import wariin.validation.SignatureValidation;
import wariin.validation.TrustAnchors;
import wariin.validation.ValidationReport;

/// Takes one file at a time from a visitor, has it validated and forgets it; of the result only the reports stay, in
/// memory and for minutes.
@Component
class Desk {

    private static final int AT_ONCE = 2;
    private static final int PER_VISITOR = 30;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofMinutes(10);

    /// What became of a file that was handed in.
    sealed interface Answer {
        record Judged(ValidationReport report, @Nullable String token) implements Answer {}

        record Empty() implements Answer {}

        record TooMany() implements Answer {}

        record Busy() implements Answer {}
    }

    private final SignatureValidation validation;
    private final TrustAnchors anchors;
    private final SecureRandom random;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Cache<String, AtomicInteger> visits =
            Caffeine.newBuilder().expireAfterWrite(WINDOW).maximumSize(100_000).build();
    private final Cache<String, ReportFiles> reports =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(100).build();

    Desk(SignatureValidation validation, TrustAnchors anchors, SecureRandom random) {
        this.validation = validation;
        this.anchors = anchors;
        this.random = random;
    }

    Answer check(@Nullable MultipartFile file, String visitor) throws IOException {
        if (file == null || file.isEmpty()) return new Answer.Empty();
        if (visits.get(visitor, _ -> new AtomicInteger()).incrementAndGet() > PER_VISITOR) return new Answer.TooMany();
        try {
            if (!places.tryAcquire(20, TimeUnit.SECONDS)) return new Answer.Busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Busy();
        }
        // Whatever happens, nothing of the file stays behind.
        var copy = Files.createTempFile("wariin-check-", ".pdf");
        try {
            file.transferTo(copy);
            var report = validation.validate(copy, anchors.trust());
            return new Answer.Judged(report, report.files() == null ? null : kept(report.files()));
        } finally {
            Files.deleteIfExists(copy);
            places.release();
        }
    }

    private String kept(ReportFiles files) {
        var secret = new byte[16];
        random.nextBytes(secret);
        var token = HexFormat.of().formatHex(secret);
        reports.put(token, files);
        return token;
    }

    Optional<ReportFiles> reports(String token) {
        return Optional.ofNullable(reports.getIfPresent(token));
    }
}
