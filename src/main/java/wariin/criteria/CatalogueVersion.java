package wariin.criteria;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One version of a catalogue of criteria. What it says never changes; only the day from which it counts is set later.
///
/// @param catalogue the uuid of the OSCAL document, the same for all versions of a catalogue
/// @param inForceFrom the first day on which new cases are assessed against it; null while nobody has set it
public record CatalogueVersion(
        UUID id,
        UUID catalogue,
        String version,
        String title,
        Instant importedAt,
        @Nullable LocalDate inForceFrom) {

    public boolean inForceOn(LocalDate day) {
        return inForceFrom != null && !inForceFrom.isAfter(day);
    }
}
