package wariin.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.register.RegisterState.ServiceState;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;

/// Registrations of other services that a case can rely on: published ones that stand.
@Component
class EvidenceRegistrations {

    /// @param title number and name, as shown beside a criterion
    record Registration(ServiceId service, String title, LocalDate validUntil) {}

    private final ServiceRegister register;

    EvidenceRegistrations(ServiceRegister register) {
        this.register = register;
    }

    Optional<Registration> find(ServiceId service, LocalDate day) {
        return register.published()
                .service(service)
                .filter(state -> stands(state, day))
                .map(this::registration);
    }

    List<Registration> all(LocalDate day) {
        return register.published().providers().stream()
                .flatMap(provider -> provider.services().stream())
                .filter(state -> stands(state, day))
                .map(this::registration)
                .toList();
    }

    private static boolean stands(ServiceState state, LocalDate day) {
        var event = state.current();
        return event.status() == RegistrationStatus.REGISTERED
                && !event.validUntil().isBefore(day);
    }

    private Registration registration(ServiceState state) {
        var event = state.current();
        var name = state.description().name();
        var title = event.number() + " " + name.ja() + (name.ja().equals(name.en()) ? "" : " / " + name.en());
        return new Registration(state.id(), title.length() > 200 ? title.substring(0, 200) : title, event.validUntil());
    }
}
