package wariin.assessment;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.company.Companies;
import wariin.criteria.Catalogues;
import wariin.criteria.Target;
import wariin.identity.Accounts;
import wariin.identity.Organisation;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;
import wariin.register.Provider;
import wariin.register.Reason;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.register.StatusEvent;

/// What an application must say and what must be true of it, before it is opened and before it is submitted.
@Component
class ApplicationChecks {

    private static final Set<Reason> GROUNDS_TO_SUSPEND =
            EnumSet.of(Reason.CRITERIA_NOT_MET, Reason.INCIDENT, Reason.KEY_COMPROMISE, Reason.SURVEILLANCE_OVERDUE);
    private static final Set<Reason> GROUNDS_TO_WITHDRAW =
            EnumSet.of(Reason.CRITERIA_NOT_MET, Reason.KEY_COMPROMISE, Reason.SERVICE_ENDED, Reason.OWN_REQUEST);
    private static final int LONGEST_TEXT = 4000;

    private final ServiceRegister register;
    private final Companies companies;
    private final Catalogues catalogues;
    private final Accounts accounts;
    private final Today today;

    ApplicationChecks(
            ServiceRegister register, Companies companies, Catalogues catalogues, Accounts accounts, Today today) {
        this.register = register;
        this.companies = companies;
        this.catalogues = catalogues;
        this.accounts = accounts;
        this.today = today;
    }

    static Set<Reason> grounds(CaseKind kind) {
        return switch (kind) {
            case SUSPENSION -> GROUNDS_TO_SUSPEND;
            case WITHDRAWAL -> GROUNDS_TO_WITHDRAW;
            default -> Set.of();
        };
    }

    boolean exists(ServiceId service) {
        return register.operator(service).isPresent();
    }

    boolean operates(OrganisationId organisation, ServiceId service) {
        return answering(service)
                .filter(provider -> provider.organisation().equals(organisation))
                .isPresent();
    }

    boolean belongs(UserId user, ServiceId service) {
        return accounts.roleOf(user, provider(service).organisation()).isPresent();
    }

    Provider provider(@Nullable ServiceId service) {
        if (service == null) throw new IllegalArgumentException("No service, no provider");
        return answering(service).orElseThrow();
    }

    /// Who answers for a service: whoever took it over last, else whoever brought it.
    private Optional<Provider> answering(ServiceId service) {
        return register.history(service).stream()
                .map(StatusEvent::successor)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> register.operator(service))
                .flatMap(register::find);
    }

    /// What the register says now, as the beginning of an application.
    Application present(ServiceId service) {
        return Application.of(
                provider(service).description(), register.find(service).orElseThrow());
    }

    /// Whether the state of the registration lets such a case begin.
    Optional<CaseRefusal> opening(CaseKind kind, ServiceId service) {
        var newest = register.history(service).stream().findFirst();
        if (newest.isEmpty()) return Optional.of(CaseRefusal.SERVICE_STATE);
        var status = newest.get().status();
        var open = status == RegistrationStatus.REGISTERED || status == RegistrationStatus.SUSPENDED;
        var fits = switch (kind) {
            case NEW -> false;
            case SUSPENSION -> status == RegistrationStatus.REGISTERED;
            case REINSTATEMENT -> status == RegistrationStatus.SUSPENDED;
            case RENEWAL -> status == RegistrationStatus.REGISTERED || status == RegistrationStatus.EXPIRED;
            case CHANGE, SURVEILLANCE, INCIDENT, WITHDRAWAL, TAKE_OVER -> open;
        };
        if (!fits) return Optional.of(CaseRefusal.SERVICE_STATE);
        return kind == CaseKind.RENEWAL && today.date().isBefore(renewalOpens(service, newest.get()))
                ? Optional.of(CaseRefusal.TOO_EARLY)
                : Optional.empty();
    }

    LocalDate renewalOpens(ServiceId service, StatusEvent newest) {
        var lead = register.find(service)
                .flatMap(description -> catalogues.target(description.target(), today.date()))
                .map(Target::renewalOpens)
                .orElse(java.time.Period.ofMonths(6));
        return newest.validUntil().minus(lead);
    }

    /// Nothing that the database or a page would choke on.
    Optional<CaseRefusal> text(Application application) {
        if (application.reason().length() > Application.LONGEST_REASON) return Optional.of(CaseRefusal.TEXT_TOO_LONG);
        var service = application.service();
        var tooLong = service.name().en().length() > 200
                || service.name().ja().length() > 200
                || service.summary().en().length() > LONGEST_TEXT
                || service.summary().ja().length() > LONGEST_TEXT;
        return tooLong ? Optional.of(CaseRefusal.TEXT_TOO_LONG) : Optional.empty();
    }

    Optional<CaseRefusal> submission(Case item, Organisation organisation) {
        var application = item.application();
        var kind = item.kind();
        if (kind == CaseKind.NEW || kind == CaseKind.RENEWAL) {
            if (!application.disqualification()) return Optional.of(CaseRefusal.STATEMENT_MISSING);
            if (needsCertificate(item) && application.service().certificates().isEmpty()) {
                return Optional.of(CaseRefusal.CERTIFICATE_MISSING);
            }
            var company = company(application, organisation);
            if (company.isPresent()) return company;
        } else if (application.reason().isBlank()) {
            return Optional.of(CaseRefusal.REASON_MISSING);
        }
        if (kind == CaseKind.TAKE_OVER) {
            var successor = Optional.ofNullable(application.successor()).flatMap(register::find);
            if (successor.isEmpty() || successor.get().organisation().equals(item.applicant())) {
                return Optional.of(CaseRefusal.SUCCESSOR_MISSING);
            }
        }
        return item.service() == null ? Optional.empty() : opening(kind, item.service());
    }

    /// The organisation is bound to its corporate number, and where the company is known it is open and named so.
    private Optional<CaseRefusal> company(Application application, Organisation organisation) {
        var number = application.provider().number();
        if (number == null) return Optional.of(CaseRefusal.NUMBER_WRONG);
        if (organisation.number() != null && !organisation.number().equals(number)) {
            return Optional.of(CaseRefusal.NUMBER_WRONG);
        }
        var company = companies.find(number);
        if (company.isEmpty()) return Optional.empty(); // intake checks it by hand
        if (company.get().closed()) return Optional.of(CaseRefusal.COMPANY_CLOSED);
        var name = application.provider().name();
        return companies.sameName(number, name.ja()) || companies.sameName(number, name.en())
                ? Optional.empty()
                : Optional.of(CaseRefusal.NAME_DIFFERS);
    }

    /// Services that sign with a key of their own are known by its certificate (TS 119 612, 5.5.3).
    private boolean needsCertificate(Case item) {
        return catalogues
                .target(item.target(), today.date())
                .map(Target::serviceType)
                .filter(type -> type.contains("/Svctype/CA/") || type.contains("/Svctype/TSA"))
                .isPresent();
    }
}
