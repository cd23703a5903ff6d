package wariin.trustlist;

import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.register.Announcements;
import wariin.register.ServiceId;

/// Tells the register's pages which list shows a service.
@Component
class ListPlaces implements Announcements {

    private final IssueRegister issues;

    ListPlaces(IssueRegister issues) {
        this.issues = issues;
    }

    @Override
    public Optional<Announced> newest(ServiceId service) {
        if (!issues.isAnnounced(service.value())) return Optional.empty();
        return issues.newestNumber()
                .map(list -> new Announced(list.sequence(), list.issued(), "/tl/list/" + list.sequence()));
    }
}
