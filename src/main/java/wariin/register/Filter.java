package wariin.register;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What somebody looks for in the register. Null means all; a text is looked for in names and numbers.
///
/// @param at the published state at the end of this day, Japanese time; null is now
public record Filter(
        @Nullable String text,
        @Nullable String target,
        @Nullable String sector,
        @Nullable AssuranceLevel level,
        @Nullable RegistrationStatus status,
        @Nullable LocalDate at) {

    public static final Filter EVERYTHING = new Filter(null, null, null, null, null, null);
}
