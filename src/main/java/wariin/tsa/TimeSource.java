package wariin.tsa;

import java.time.Duration;
import java.util.List;

/// Where it is known how far this machine's clock is from UTC (EN 319 421, 7.7.2).
interface TimeSource {

    /// What is known of the clock now.
    sealed interface Reading {

        /// The clock is `offset` behind UTC (positive: it is slow), give or take `uncertainty`.
        record Known(Duration offset, Duration uncertainty, Leap leap, List<String> sources) implements Reading {}

        /// There should be an answer and there is none that can be used; the sentence goes on a page.
        record Lost(String reason, List<String> sources) implements Reading {}

        /// Nothing watches the clock of this machine: only jumps can be seen.
        record Unwatched() implements Reading {}
    }

    /// What is announced for the end of the month (RFC 5905, 7.3, leap indicator).
    enum Leap {
        NONE,
        INSERT,
        DELETE,
        UNKNOWN
    }

    /// Asks; may take as long as {@link #patience}.
    Reading read();

    /// How long an answer may take; zero if it is there at once.
    Duration patience();
}
