package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.identity.OrganisationId;
import wariin.register.ServiceId;

/// One case about one service: who applied, what for, and where it stands.
///
/// @param number as people say it: {@code 2026-0007}
/// @param applicant the organisation whose service it is
/// @param service absent until a new service is registered
/// @param catalogue the version of the criteria that this case is judged by
/// @param round counts appeals, from 1
/// @param submissions how often the applicant has submitted it
/// @param due when the next step is due
public record Case(
        CaseId id,
        String number,
        CaseKind kind,
        Stage stage,
        OrganisationId applicant,
        @Nullable ServiceId service,
        UUID catalogue,
        Application application,
        int round,
        int submissions,
        Instant openedAt,
        Instant changedAt,
        @Nullable LocalDate due) {

    public String target() {
        return application.service().target();
    }

    public boolean overdue(LocalDate today) {
        return due != null && due.isBefore(today);
    }
}
