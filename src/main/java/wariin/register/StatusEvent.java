package wariin.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change of a registration's status. Events are added and never changed.
///
/// @param reason code of a {@link Reason}
/// @param validUntil the last day of the registration, Japanese time
/// @param effectiveAt since when it holds; what a list says of it begins at the issue of that list, never earlier
/// @param recordedAt since when the register knows it
/// @param publishFrom before this time nobody but the people of the scheme sees the event
/// @param successor who answers for the service after a take-over
/// @param decision the case in which it was decided; of an expiry, the register's own act
public record StatusEvent(
        UUID id,
        ServiceId service,
        RegistrationStatus status,
        String reason,
        RegistrationNumber number,
        LocalDate validUntil,
        Instant effectiveAt,
        Instant recordedAt,
        Instant publishFrom,
        @Nullable ProviderId successor,
        String decision,
        String criteriaVersion) {

    /// From when on the event is part of the published state.
    public Instant visibleFrom() {
        var later = effectiveAt.isAfter(recordedAt) ? effectiveAt : recordedAt;
        return publishFrom.isAfter(later) ? publishFrom : later;
    }
}
