package wariin.inspection;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import wariin.assessment.CaseId;
import wariin.criteria.Catalogues;
import wariin.criteria.Criterion;
import wariin.register.ProviderId;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Dates;

/// Which services are looked at by schedule: this platform's own, and all that are published in the register.
@Component
class Subjects {

    private final ServiceRegister register;
    private final OwnServiceRegister own;
    private final Catalogues catalogues;
    private final Dates dates;
    private final Clock clock;

    Subjects(ServiceRegister register, OwnServiceRegister own, Catalogues catalogues, Dates dates, Clock clock) {
        this.register = register;
        this.own = own;
        this.catalogues = catalogues;
        this.dates = dates;
        this.clock = clock;
    }

    List<Inspected> all() {
        var all = new ArrayList<Inspected>();
        var ours = own.all().stream().map(OwnServiceRegister.Own::service).toList();
        for (var service : ours) find(service.value()).ifPresent(all::add);
        for (var provider : register.published().providers()) {
            if (provider.provider().description().sample()) continue; // made up: nothing of it can be reached
            for (var service : provider.services()) {
                if (ours.contains(service.id())) continue;
                all.add(new Inspected(
                        service.id().value(),
                        true,
                        ours(provider.provider().id()),
                        provider.provider().description(),
                        service.description()));
            }
        }
        return all;
    }

    Optional<Inspected> find(UUID subject) {
        var id = new ServiceId(subject);
        var description = register.find(id);
        var provider = register.operator(id).flatMap(register::find);
        if (description.isEmpty() || provider.isEmpty()) return Optional.empty();
        var ours = ours(provider.get().id());
        var registered = register.published().service(id).isPresent();
        return Optional.of(
                new Inspected(subject, registered, ours, provider.get().description(), description.get()));
    }

    /// Whether a provider is whoever operates this platform.
    private boolean ours(ProviderId provider) {
        return own.all().stream()
                .anyMatch(one -> register.operator(one.service())
                        .filter(provider::equals)
                        .isPresent());
    }

    /// The application of one of our own services, as long as it is not registered.
    Optional<CaseId> application(UUID subject) {
        return own.all().stream()
                .filter(one -> one.service().value().equals(subject) && one.application() != null)
                .map(one -> new CaseId(Objects.requireNonNull(one.application())))
                .findFirst();
    }

    /// The criteria in force for a target that name a check.
    List<Criterion> checked(String target) {
        return criteria(target).stream().filter(one -> one.autoCheck() != null).toList();
    }

    List<Criterion> criteria(String target) {
        var today = today();
        if (catalogues.target(target, today).isEmpty()) return List.of();
        return catalogues.criteria(catalogues.inForce(target, today).id(), target);
    }

    private LocalDate today() {
        return clock.instant().atZone(dates.zone()).toLocalDate();
    }
}
