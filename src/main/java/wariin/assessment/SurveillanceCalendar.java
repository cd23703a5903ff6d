package wariin.assessment;

import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.criteria.Catalogues;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.register.StatusEvent;

/// Opens the yearly surveillance of each registered service, reminds of renewals, and of steps that are overdue.
/// Everything it does, it does once: a second run on the same day, or two at the same time, change nothing.
@Component
class SurveillanceCalendar {

    private static final Logger log = LoggerFactory.getLogger(SurveillanceCalendar.class);

    private final ServiceRegister register;
    private final Catalogues catalogues;
    private final Applications applications;
    private final SurveillanceRegister said;
    private final SurveillanceMails mails;
    private final Days days;

    @Component
    record Days(Today today, TransactionTemplate transaction) {}

    SurveillanceCalendar(
            ServiceRegister register,
            Catalogues catalogues,
            Applications applications,
            SurveillanceRegister said,
            SurveillanceMails mails,
            Days days) {
        this.register = register;
        this.catalogues = catalogues;
        this.applications = applications;
        this.said = said;
        this.mails = mails;
        this.days = days;
    }

    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT1H")
    void look() {
        look(days.today().date());
    }

    void look(LocalDate day) {
        for (var provider : register.published().providers()) {
            for (var service : provider.services()) {
                try {
                    look(service.id(), service.current(), day);
                } catch (RuntimeException broken) {
                    log.atWarn()
                            .addKeyValue("service", service.id())
                            .setCause(broken)
                            .log("Calendar skipped a service");
                }
            }
        }
        mails.overdue(day);
    }

    private void look(ServiceId service, StatusEvent now, LocalDate day) {
        if (now.status() == RegistrationStatus.REGISTERED) {
            surveillanceDue(service, day)
                    .ifPresent(due -> days.transaction().executeWithoutResult(_ -> {
                        if (said.first(
                                service.value(),
                                "SURVEILLANCE",
                                due,
                                days.today().now())) applications.surveil(service);
                    }));
        }
        if (now.status() == RegistrationStatus.REGISTERED || now.status() == RegistrationStatus.SUSPENDED) {
            var opens = now.validUntil().minus(target(service).renewalOpens());
            if (!day.isBefore(opens)) {
                days.transaction().executeWithoutResult(_ -> {
                    if (said.first(
                            service.value(),
                            "RENEWAL",
                            now.validUntil(),
                            days.today().now())) {
                        mails.renewal(service, now.validUntil());
                    }
                });
            }
        }
    }

    /// The newest anniversary of the registration that has come, if there is one within this term.
    private Optional<LocalDate> surveillanceDue(ServiceId service, LocalDate day) {
        var history = register.history(service);
        var current = history.getFirst();
        var begun = history.stream()
                .filter(event -> event.number().equals(current.number()))
                .reduce((_, older) -> older)
                .map(event -> days.today().day(event.effectiveAt()))
                .orElseThrow();
        var period = target(service).surveillance();
        Optional<LocalDate> due = Optional.empty();
        for (var next = begun.plus(period); !next.isAfter(day); next = next.plus(period)) {
            if (next.isBefore(current.validUntil())) due = Optional.of(next);
        }
        return due;
    }

    private wariin.criteria.Target target(ServiceId service) {
        var code = register.find(service).orElseThrow().target();
        return catalogues.target(code, days.today().date()).orElseThrow();
    }
}
