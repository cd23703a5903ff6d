package wariin.ra.request;

import java.util.EnumSet;
import java.util.Set;

/// Everything about one person and one request that the table of {@link RequestTransitions} asks for.
///
/// @param actors the capacities in which the person acts here
/// @param holder applied for it or will hold the certificate, by account or by mail address
/// @param entered filled it in for somebody else
/// @param approved has approved this body
/// @param deskOpen the desk is open
public record RequestStanding(
        Set<RequestActor> actors, boolean holder, boolean entered, boolean approved, boolean deskOpen) {

    public RequestStanding {
        actors = actors.isEmpty() ? Set.of() : EnumSet.copyOf(actors);
    }
}
