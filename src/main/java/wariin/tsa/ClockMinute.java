package wariin.tsa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of the clock in one minute, for those who audit the time-stamps (EN 319 421, 7.7.2 and 7.11).
///
/// @param offset the largest in microseconds, positive where the clock was slow; null where nothing watched it
/// @param uncertainty the largest, in microseconds
/// @param leases how often the right to certify time was given
/// @param gaps how often it was not
/// @param reason the last reason for a gap
/// @param sources what the servers said last
public record ClockMinute(
        Instant minute,
        @Nullable Long offset,
        @Nullable Long uncertainty,
        int leases,
        int gaps,
        int steps,
        int pauses,
        long refusals,
        @Nullable String reason,
        String sources) {}
