package wariin.register;

import java.time.Instant;
import java.util.Optional;

/// Where an entry stands in the trusted list; `trustlist` answers.
public interface Announcements {

    /// A list that shows a service.
    ///
    /// @param path of the page of that list on this site
    record Announced(long sequence, Instant issued, String path) {}

    /// The newest list that shows the service; empty while none does.
    Optional<Announced> newest(ServiceId service);
}
