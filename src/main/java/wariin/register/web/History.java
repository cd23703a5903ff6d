package wariin.register.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wariin.journal.EntryId;
import wariin.register.RegisterState.ServiceState;
import wariin.register.RegistrationStatus;
import wariin.register.StatusEvent;

/// A status with the time for which it held.
///
/// @param until null while it holds
/// @param proof the entry of the public log that says so
record History(
        StatusEvent event,
        Instant from,
        @Nullable Instant until,
        @Nullable EntryId proof) {

    /// The newest first.
    static List<History> of(ServiceState service, Function<UUID, Optional<EntryId>> proofs) {
        var histories = new ArrayList<History>();
        Instant until = null;
        for (var event : service.events()) {
            histories.add(new History(
                    event, event.effectiveAt(), until, proofs.apply(event.id()).orElse(null)));
            until = event.effectiveAt();
        }
        return histories;
    }

    /// Since when the present status holds without a break; renewals and take-overs do not break it.
    static Instant since(ServiceState service) {
        var since = service.current().effectiveAt();
        for (var event : service.events()) {
            if (event.status() != service.current().status()) break;
            since = event.effectiveAt();
        }
        return since;
    }

    public RegistrationStatus status() {
        return event.status();
    }
}
