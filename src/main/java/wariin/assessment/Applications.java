package wariin.assessment;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.criteria.Catalogues;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.register.Reason;
import wariin.register.ServiceId;

/// Opens cases: the provider's own, those of the scheme, and those of the calendar; and lets the provider write and
/// submit.
@Service
public class Applications {

    private static final UUID NO_CATALOGUE = new UUID(0, 0);

    private final CaseRegister cases;
    private final CaseSteps steps;
    private final ApplicationChecks checks;
    private final Catalogues catalogues;
    private final Openings openings;
    private final Today today;

    /// Who may open, and how it is told.
    @org.springframework.stereotype.Component
    record Openings(SchemeRoles roles, Journal journal, CaseMails mails) {}

    Applications(
            CaseRegister cases,
            CaseSteps steps,
            ApplicationChecks checks,
            Catalogues catalogues,
            Openings openings,
            Today today) {
        this.cases = cases;
        this.steps = steps;
        this.checks = checks;
        this.catalogues = catalogues;
        this.openings = openings;
        this.today = today;
    }

    /// A draft for a new service. The same request key gives the case that it made before.
    @Transactional
    public CaseOutcome apply(CurrentUser me, Application application, @Nullable String requestKey) {
        if (!provider(me)) return new CaseOutcome.Unknown();
        if (requestKey != null) {
            var before = cases.findMadeBy(me.organisation().id(), requestKey);
            if (before.isPresent()) return new CaseOutcome.Done(before.get());
        }
        var target = application.service().target();
        if (catalogues.target(target, today.date()).isEmpty()) return refused(CaseRefusal.TARGET_UNKNOWN);
        return checks.text(application)
                .<CaseOutcome>map(CaseOutcome.Refused::new)
                .orElseGet(() -> open(me, CaseKind.NEW, null, application, requestKey, CaseActor.APPLICANT));
    }

    /// A draft about one of the provider's registered services, beginning from what the register says of it.
    @Transactional
    public CaseOutcome begin(CurrentUser me, CaseKind kind, ServiceId service) {
        if (!provider(me) || !checks.operates(me.organisation().id(), service)) return new CaseOutcome.Unknown();
        if (kind == CaseKind.NEW
                || Transitions.opening(kind, CaseActor.APPLICANT).isEmpty()) {
            return refused(CaseRefusal.NOT_YOURS);
        }
        var unmet = checks.opening(kind, service);
        if (unmet.isPresent()) return refused(unmet.get());
        return open(me, kind, service, checks.present(service), null, CaseActor.APPLICANT);
    }

    /// A case of the scheme about a registered service: suspension, withdrawal, surveillance or an incident.
    @Transactional
    public CaseOutcome raise(CurrentUser me, CaseKind kind, ServiceId service, @Nullable Reason ground, String reason) {
        var watches = openings.roles().of(me.user().id()).contains(SchemeRole.SURVEILLANCE);
        if (!watches || me.guest() || !checks.exists(service)) return new CaseOutcome.Unknown();
        if (checks.belongs(me.user().id(), service)) return refused(CaseRefusal.OWN_ORGANISATION);
        if (Transitions.opening(kind, CaseActor.SURVEILLANCE).isEmpty()) return refused(CaseRefusal.NOT_YOURS);
        if (reason.isBlank()) return refused(CaseRefusal.REASON_MISSING);
        var needsGround = kind == CaseKind.SUSPENSION || kind == CaseKind.WITHDRAWAL;
        if (needsGround && !ApplicationChecks.grounds(kind).contains(ground)) {
            return refused(CaseRefusal.GROUND_MISSING);
        }
        var application = checks.present(service).because(reason);
        var grounded = ground == null ? application : application.on(ground);
        var unmet = checks.text(grounded).or(() -> checks.opening(kind, service));
        if (unmet.isPresent()) return refused(unmet.get());
        return open(me, kind, service, grounded, null, CaseActor.SURVEILLANCE);
    }

    /// By the calendar; false if such a case runs.
    @Transactional
    boolean surveil(ServiceId service) {
        if (checks.opening(CaseKind.SURVEILLANCE, service).isPresent()) return false;
        var present = checks.present(service);
        return open(null, CaseKind.SURVEILLANCE, service, present, null, CaseActor.PLATFORM)
                instanceof CaseOutcome.Done;
    }

    private CaseOutcome open(
            @Nullable CurrentUser me,
            CaseKind kind,
            @Nullable ServiceId service,
            Application application,
            @Nullable String requestKey,
            CaseActor actor) {
        var now = today.now();
        var stage = Transitions.opening(kind, actor).orElseThrow();
        var due = stage.lasts() == null ? null : today.date().plus(stage.lasts());
        var target = application.service().target();
        var applicant = service == null && me != null
                ? me.organisation().id()
                : checks.provider(service).organisation();
        var item = new Case(
                new CaseId(UUID.randomUUID()),
                cases.nextNumber(today.date().getYear()),
                kind,
                stage,
                applicant,
                service,
                catalogue(target),
                application,
                1,
                0,
                now,
                now,
                due);
        if (!cases.add(item, requestKey)) {
            // The button was pressed twice: the other one made it.
            var made = requestKey == null ? Optional.<Case>empty() : cases.findMadeBy(applicant, requestKey);
            return made.<CaseOutcome>map(CaseOutcome.Done::new).orElseGet(() -> refused(CaseRefusal.CASE_RUNNING));
        }
        var by = me == null ? "system" : me.getName();
        openings.journal()
                .append(new Act(
                        "case-opened", item.id().toString(), by, Map.of("kind", kind.name(), "number", item.number())));
        if (actor != CaseActor.APPLICANT) openings.mails().opened(item);
        if (actor != CaseActor.APPLICANT) openings.mails().moved(item);
        return new CaseOutcome.Done(item);
    }

    /// Writes a draft anew.
    @Transactional
    public CaseOutcome describe(CurrentUser me, CaseId id, Application application) {
        return steps.take(
                me,
                id,
                CaseAct.EDIT,
                item -> {
                    if (item.kind() != CaseKind.NEW
                            && !item.target().equals(application.service().target())) {
                        return Optional.of(CaseRefusal.TARGET_UNKNOWN);
                    }
                    return catalogues
                                    .target(application.service().target(), today.date())
                                    .isEmpty()
                            ? Optional.of(CaseRefusal.TARGET_UNKNOWN)
                            : checks.text(application);
                },
                (item, _) -> {
                    cases.write(
                            item.id(),
                            application,
                            catalogue(application.service().target()));
                    return Map.of();
                });
    }

    /// Hands the application in; from here on only the scheme gives it back.
    @Transactional
    public CaseOutcome submit(CurrentUser me, CaseId id) {
        return steps.take(me, id, CaseAct.SUBMIT, item -> checks.submission(item, me.organisation()), (item, _) -> {
            cases.countSubmission(item.id());
            return Map.of("submission", String.valueOf(item.submissions() + 1));
        });
    }

    private static boolean provider(CurrentUser me) {
        return !me.guest() && me.scope() == null && me.may(Role.ADMINISTRATOR);
    }

    private UUID catalogue(String target) {
        LocalDate day = today.date();
        return catalogues.target(target, day).isPresent()
                ? catalogues.inForce(target, day).id()
                : NO_CATALOGUE;
    }

    private static CaseOutcome refused(CaseRefusal reason) {
        return new CaseOutcome.Refused(reason);
    }
}
