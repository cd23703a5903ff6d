package wariin.assessment;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.Role;
import wariin.identity.UserId;
import wariin.register.ServiceRegister;

/// Who somebody is in a case, and whether they may know of it at all.
@Component
class CaseAccess {

    private final SchemeRegister roles;
    private final CasePeopleRegister people;
    private final VoteRegister votes;
    private final ReportRegister reports;
    private final Accounts accounts;
    private final ServiceRegister register;

    CaseAccess(
            SchemeRegister roles,
            CasePeopleRegister people,
            VoteRegister votes,
            ReportRegister reports,
            Accounts accounts,
            ServiceRegister register) {
        this.roles = roles;
        this.people = people;
        this.votes = votes;
        this.reports = reports;
        this.accounts = accounts;
        this.register = register;
    }

    /// What the person may see and do; empty if the case is not for them.
    Optional<CaseView> view(Case item, CurrentUser me) {
        if (!me.reaches(item.id().toString())) return Optional.empty();
        var standing = standing(item, me);
        var as = seeing(item, standing);
        if (as.isEmpty()) return Optional.empty();
        var applicant = as.contains(CaseActor.APPLICANT);
        var content = applicant || standing.declared() || as.stream().anyMatch(actor -> !actor.appointed());
        var acts = Transitions.allowed(item.kind(), item.stage(), standing);
        return Optional.of(new CaseView(item, as, acts, content, content && !applicant));
    }

    Standing standing(Case item, CurrentUser me) {
        var user = me.user().id();
        var actors = EnumSet.noneOf(CaseActor.class);
        var own = me.organisation().id().equals(item.applicant());
        if (own && me.may(Role.ADMINISTRATOR)) actors.add(CaseActor.APPLICANT);
        var held = roles.of(user);
        var appointments = people.appointments(item.id());
        if (!own) actors.addAll(capacities(held, appointments, user));
        var outside = !own && accounts.roleOf(user, item.applicant()).isEmpty() && !takesOver(item, user);
        var declarations = people.declarations(item.id()).stream()
                .filter(declaration -> declaration.user().equals(user))
                .toList();
        var conflict = declarations.stream().anyMatch(ConflictDeclaration::conflict);
        var mine = appointments.stream().filter(one -> one.user().equals(user)).toList();
        var cast = held.contains(SchemeRole.DECIDER)
                ? votes.of(item.id()).stream()
                        .filter(vote -> vote.decider().equals(user))
                        .toList()
                : List.<Vote>of();
        var before = cast.isEmpty() ? Optional.<Report>empty() : reports.beforeDeciders(item.id());
        return new Standing(
                actors,
                outside,
                conflict,
                !declarations.isEmpty() && !conflict,
                mine.stream().anyMatch(one -> one.role() != CaseActor.DECIDER),
                mine.stream().anyMatch(one -> one.role() == CaseActor.DECIDER),
                before.isPresent()
                        && cast.stream()
                                .anyMatch(vote ->
                                        vote.report().equals(before.get().id())),
                cast.stream().anyMatch(vote -> vote.round() < item.round()));
    }

    /// Whoever takes a service over is as near to the case as the one who hands it over.
    private boolean takesOver(Case item, UserId user) {
        var successor = item.application().successor();
        return successor != null
                && register.find(successor)
                        .filter(provider ->
                                accounts.roleOf(user, provider.organisation()).isPresent())
                        .isPresent();
    }

    /// An appointment counts only while the person still holds the role for the scheme.
    private static Set<CaseActor> capacities(Set<SchemeRole> held, List<Appointment> appointments, UserId user) {
        var actors = EnumSet.noneOf(CaseActor.class);
        if (held.contains(SchemeRole.INTAKE)) actors.add(CaseActor.INTAKE);
        if (held.contains(SchemeRole.PUBLISHER)) actors.add(CaseActor.PUBLISHER);
        if (held.contains(SchemeRole.SURVEILLANCE)) actors.add(CaseActor.SURVEILLANCE);
        for (var one : appointments) {
            if (one.active() && one.user().equals(user) && held.contains(roleFor(one.role()))) actors.add(one.role());
        }
        return actors;
    }

    /// The applicant sees its case always. The scheme sees what was submitted; a publisher what was decided; those who
    /// are appointed only while the case runs. Who has a conflict, or belongs to the applicant, sees nothing.
    private static Set<CaseActor> seeing(Case item, Standing standing) {
        if (standing.actors().contains(CaseActor.APPLICANT)) return Set.of(CaseActor.APPLICANT);
        if (!standing.outside() || standing.conflict()) return Set.of();
        var stage = item.stage();
        var submitted = stage != Stage.DRAFT && stage != Stage.ABANDONED || item.submissions() > 0;
        var as = EnumSet.noneOf(CaseActor.class);
        for (var actor : standing.actors()) {
            var sees = switch (actor) {
                case INTAKE, SURVEILLANCE -> submitted;
                case PUBLISHER -> stage == Stage.REGISTERED || stage == Stage.PUBLISHED;
                case LEAD, ASSESSOR -> stage.running();
                case DECIDER -> stage.running() || stage == Stage.REGISTERED;
                case APPLICANT, PLATFORM -> false;
            };
            if (sees) as.add(actor);
        }
        return as;
    }

    static SchemeRole roleFor(CaseActor actor) {
        return SchemeRole.valueOf(actor.name());
    }
}
