package wariin.assessment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.User;
import wariin.identity.UserId;

/// Who leads, assesses and decides in a case, and what they declare about their own interests first.
@Service
public class Appointments {

    /// Somebody in a case as the people of the scheme see it.
    ///
    /// @param declared empty while nothing was declared
    public record Appointed(User user, CaseActor role, Optional<ConflictDeclaration> declared) {}

    private final CasePeopleRegister people;
    private final SchemeRoles roles;
    private final VoteRegister votes;
    private final Accounts accounts;
    private final CaseSteps steps;
    private final CaseMails mails;

    Appointments(
            CasePeopleRegister people,
            SchemeRoles roles,
            VoteRegister votes,
            Accounts accounts,
            CaseSteps steps,
            CaseMails mails) {
        this.people = people;
        this.roles = roles;
        this.votes = votes;
        this.accounts = accounts;
        this.steps = steps;
        this.mails = mails;
    }

    /// Those who are appointed now. For the people of the scheme only: the caller asks {@link CaseView#deliberation}.
    public List<Appointed> of(Case item) {
        var declarations = people.declarations(item.id());
        return people.appointments(item.id()).stream()
                .filter(Appointment::active)
                .flatMap(one -> accounts.findUser(one.user()).stream()
                        .map(user -> new Appointed(user, one.role(), newest(declarations, one.user()))))
                .toList();
    }

    private static Optional<ConflictDeclaration> newest(List<ConflictDeclaration> all, UserId user) {
        return all.stream()
                .filter(declaration -> declaration.user().equals(user))
                .reduce((first, last) -> first.conflict() ? first : last);
    }

    /// Who could be appointed to this role in this case.
    public List<User> candidates(Case item, CaseActor role) {
        return roles.holding(CaseAccess.roleFor(role)).stream()
                .filter(user -> unfit(item, user.id(), role).isEmpty())
                .filter(user -> people.appointments(item.id()).stream()
                        .noneMatch(one ->
                                one.active() && one.role() == role && one.user().equals(user.id())))
                .toList();
    }

    /// A new lead takes the place of the one before.
    @Transactional
    public CaseOutcome appoint(CurrentUser me, CaseId id, UserId user, CaseActor role) {
        if (!role.appointed()) return new CaseOutcome.Refused(CaseRefusal.LACKS_ROLE);
        var person = accounts.findUser(user);
        if (person.isEmpty()) return new CaseOutcome.Refused(CaseRefusal.UNKNOWN_PERSON);
        return steps.take(me, id, CaseAct.ASSIGN, item -> unfit(item, user, role), (item, now) -> {
            if (role == CaseActor.LEAD) people.endAll(id, CaseActor.LEAD, now);
            people.appoint(id, user, role, me.user().id(), now);
            mails.appointed(item, person.get());
            return Map.of("person", user.toString(), "role", role.name());
        });
    }

    @Transactional
    public CaseOutcome dismiss(CurrentUser me, CaseId id, UserId user, CaseActor role) {
        return steps.take(
                me,
                id,
                CaseAct.ASSIGN,
                item -> people.appointments(id).stream()
                                .anyMatch(one -> one.active()
                                        && one.role() == role
                                        && one.user().equals(user))
                        ? Optional.empty()
                        : Optional.of(CaseRefusal.UNKNOWN_PERSON),
                (_, now) -> {
                    people.end(id, user, role, now);
                    return Map.of("person", user.toString(), "role", role.name(), "ended", "yes");
                });
    }

    /// Before the first act. Who declares a conflict is out of the case from then on.
    @Transactional
    public CaseOutcome declare(CurrentUser me, CaseId id, boolean conflict, String statement) {
        var user = me.user().id();
        return steps.take(
                me,
                id,
                CaseAct.DECLARE_CONFLICT,
                _ -> {
                    if (statement.length() > Cases.LONGEST_NOTE) return Optional.of(CaseRefusal.TEXT_TOO_LONG);
                    return conflict && statement.isBlank() ? Optional.of(CaseRefusal.REASON_MISSING) : Optional.empty();
                },
                (_, now) -> {
                    people.declare(id, new ConflictDeclaration(user, conflict, statement.strip(), now));
                    if (conflict) endAll(id, user, now);
                    return Map.of("conflict", conflict ? "yes" : "no");
                });
    }

    private void endAll(CaseId id, UserId user, java.time.Instant now) {
        for (var role : List.of(CaseActor.LEAD, CaseActor.ASSESSOR, CaseActor.DECIDER)) {
            people.end(id, user, role, now);
        }
    }

    /// Why somebody cannot be appointed: the same separations that bind the acts, asked early.
    private Optional<CaseRefusal> unfit(Case item, UserId user, CaseActor role) {
        if (!roles.of(user).contains(CaseAccess.roleFor(role))) return Optional.of(CaseRefusal.LACKS_ROLE);
        if (accounts.roleOf(user, item.applicant()).isPresent()) return Optional.of(CaseRefusal.OWN_ORGANISATION);
        var conflict = people.declarations(item.id()).stream()
                .anyMatch(declaration ->
                        declaration.conflict() && declaration.user().equals(user));
        if (conflict) return Optional.of(CaseRefusal.CONFLICT);
        var mine = people.appointments(item.id()).stream()
                .filter(one -> one.user().equals(user))
                .toList();
        if (role != CaseActor.DECIDER) {
            return mine.stream().anyMatch(one -> one.role() == CaseActor.DECIDER)
                    ? Optional.of(CaseRefusal.DECIDES)
                    : Optional.empty();
        }
        if (mine.stream().anyMatch(one -> one.role() != CaseActor.DECIDER)) return Optional.of(CaseRefusal.ASSESSED);
        return votes.of(item.id()).stream().anyMatch(vote -> vote.decider().equals(user) && vote.round() < item.round())
                ? Optional.of(CaseRefusal.DECIDED_BEFORE)
                : Optional.empty();
    }
}
