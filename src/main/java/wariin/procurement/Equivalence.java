package wariin.procurement;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// A scheme that is recognised to be as good as another one, from a day on and up to a day, and on what basis.
///
/// @param source the source whose entries count: the code of an imported list, `jts`, `webtrust` or `etsi`
/// @param as as good as this: `jts`, `eu`, `webtrust` or `etsi`
public record Equivalence(
        UUID id,
        String source,
        String as,
        LocalDate from,
        @Nullable LocalDate until,
        Bilingual basis) {

    boolean holds(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
}
