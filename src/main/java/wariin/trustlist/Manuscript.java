package wariin.trustlist;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.register.RegisterState;
import wariin.tsl.TrustedList;

/// Everything that one list is made from: the same manuscript always gives the same list.
///
/// @param serviceTypes the service type of each target
/// @param announced events that an earlier list announced
/// @param nextUpdate null closes the list: every service expires, and no list follows
/// @param before the list before this one; what it said of the past stays said
record Manuscript(
        RegisterState state,
        SchemeSettings scheme,
        Map<String, String> serviceTypes,
        Set<UUID> announced,
        long sequence,
        Instant issued,
        @Nullable Instant nextUpdate,
        @Nullable TrustedList before) {

    boolean closing() {
        return nextUpdate == null;
    }
}
