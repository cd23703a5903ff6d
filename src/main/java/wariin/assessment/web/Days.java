package wariin.assessment.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Days as forms send them.
final class Days {

    private Days() {}

    /// Nothing stays nothing; what is no day becomes one that is refused everywhere.
    static @Nullable LocalDate of(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException _) {
            return LocalDate.of(1, 1, 1);
        }
    }
}
