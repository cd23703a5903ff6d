package wariin.validation;

import java.time.Duration;

/// How much a validation may cost before it is given up.
///
/// @param bytes the largest file
/// @param signatures the most signatures and document time-stamps in it
/// @param time the longest time
public record Limits(long bytes, int signatures, Duration time) {

    public static Limits standard() {
        return new Limits(512L * 1024 * 1024, 100, Duration.ofMinutes(2));
    }
}
