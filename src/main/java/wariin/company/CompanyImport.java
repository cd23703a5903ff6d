package wariin.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that was sent in, and what became of it.
///
/// @param difference a file of one day's changes, not of the whole register
/// @param dataDate the day whose state the file gives: from its name, or its newest row
/// @param reason why it was refused, a code that the pages have words for
public record CompanyImport(
        UUID id,
        String sha256,
        String file,
        State state,
        boolean difference,
        @Nullable LocalDate dataDate,
        @Nullable String encoding,
        Counts counts,
        @Nullable String reason,
        @Nullable Long reasonAt,
        String actor,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /// Where a file stands. Only one at a time is being read, ready or applied.
    public enum State {
        READING,
        /// Read; an operator sees what it would change and decides.
        READY,
        APPLYING,
        APPLIED,
        REFUSED,
        CANCELLED,
        /// The platform stopped, or something broke on our side; nothing was taken.
        FAILED;

        public boolean running() {
            return this == READING || this == APPLYING;
        }
    }

    /// What the rows of a file do, or would do.
    ///
    /// @param changed companies with a newer state than we had
    /// @param closing those of them that close
    /// @param older rows that only fill the history, since we know something newer
    /// @param same rows that we had already
    public record Counts(long rows, long rejected, long added, long changed, long closing, long older, long same) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }
}
