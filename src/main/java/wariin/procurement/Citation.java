package wariin.procurement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// The entry on which an answer rests: who, which service, in which state during which interval, by which source.
///
/// @param entry registration number, service type or audit
/// @param from the beginning of the state, included
/// @param until its end, excluded; absent while it lasts
public record Citation(
        SourceStanding source,
        Bilingual provider,
        Bilingual service,
        @Nullable String entry,
        Bilingual state,
        @Nullable Instant from,
        @Nullable Instant until) {}
