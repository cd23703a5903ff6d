package wariin.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.journal.Act;
import wariin.journal.Journal;

/// An organisation's own affairs: its details, members, roles and departments.
@Service
public class Organisations {

    /// A part of an organisation.
    public record Department(UUID id, String name) {}

    /// What became of a change.
    public enum Change {
        DONE,
        NOT_ALLOWED,
        /// An organisation always has an owner.
        LAST_OWNER,
        /// No such member, department or invitation here.
        UNKNOWN,
        ALREADY_THERE,
        NOT_A_NAME
    }

    private final PeopleRegister people;
    private final MemberRegister members;
    private final SessionRegister sessions;
    private final Journal journal;
    private final Clock clock;

    Organisations(
            PeopleRegister people, MemberRegister members, SessionRegister sessions, Journal journal, Clock clock) {
        this.people = people;
        this.members = members;
        this.sessions = sessions;
        this.journal = journal;
        this.clock = clock;
    }

    public List<Department> departments(OrganisationId organisation) {
        return members.departments(organisation);
    }

    /// Empty when done or not allowed to ask; the name of the person in the details is not looked at.
    @Transactional
    public Optional<Details.Problem> describe(CurrentUser actor, Details details) {
        var problem = details.problem();
        if (problem.isPresent() || !actor.may(Role.ADMINISTRATOR)) return problem;
        var organisation = details.organisation(actor.organisation().id());
        people.change(organisation);
        var stated = new Proof(Proof.Kind.ORGANISATION_STATED, clock.instant(), organisation.name());
        people.prove(actor.user().id(), organisation.id(), stated);
        journal.append(Act.of("organisation-described", organisation.id().toString(), actor.getName()));
        return Optional.empty();
    }

    @Transactional
    public Change change(CurrentUser actor, UserId member, Role role, @Nullable UUID department) {
        var organisation = actor.organisation().id();
        if (!actor.may(Role.ADMINISTRATOR)) return Change.NOT_ALLOWED;
        members.lock(organisation);
        var before = members.role(organisation, member);
        if (before.isEmpty() || isForeign(organisation, department)) return Change.UNKNOWN;
        var touchesOwner = before.get() == Role.OWNER || role == Role.OWNER;
        if (before.get() != role && touchesOwner && actor.role() != Role.OWNER) return Change.NOT_ALLOWED;
        if (before.get() == Role.OWNER && role != Role.OWNER && members.owners(organisation) < 2) {
            return Change.LAST_OWNER;
        }
        members.change(organisation, member, role, department);
        if (before.get() != role) {
            var facts = Map.of(
                    "organisation",
                    organisation.toString(),
                    "from",
                    before.get().name(),
                    "to",
                    role.name());
            journal.append(new Act("member-role-changed", member.toString(), actor.getName(), facts));
        }
        return Change.DONE;
    }

    /// Administrators remove others; everybody may leave.
    @Transactional
    public Change remove(CurrentUser actor, UserId member) {
        var organisation = actor.organisation().id();
        var leaves = member.equals(actor.user().id());
        if (!leaves && !actor.may(Role.ADMINISTRATOR)) return Change.NOT_ALLOWED;
        members.lock(organisation);
        var role = members.role(organisation, member);
        if (role.isEmpty()) return Change.UNKNOWN;
        if (role.get() == Role.OWNER && actor.role() != Role.OWNER) return Change.NOT_ALLOWED;
        if (role.get() == Role.OWNER && members.owners(organisation) < 2) return Change.LAST_OWNER;
        members.remove(organisation, member);
        sessions.endIn(organisation, member);
        var facts = Map.of("organisation", organisation.toString());
        journal.append(new Act("member-removed", member.toString(), actor.getName(), facts));
        return Change.DONE;
    }

    @Transactional
    public Change addDepartment(CurrentUser actor, String name) {
        if (!actor.may(Role.ADMINISTRATOR)) return Change.NOT_ALLOWED;
        if (!Details.isName(name)) return Change.NOT_A_NAME;
        var added =
                members.addDepartment(UUID.randomUUID(), actor.organisation().id(), name.strip());
        return added ? Change.DONE : Change.ALREADY_THERE;
    }

    @Transactional
    public Change removeDepartment(CurrentUser actor, UUID department) {
        if (!actor.may(Role.ADMINISTRATOR)) return Change.NOT_ALLOWED;
        if (isForeign(actor.organisation().id(), department)) return Change.UNKNOWN;
        members.removeDepartment(actor.organisation().id(), department);
        return Change.DONE;
    }

    boolean isForeign(OrganisationId organisation, @Nullable UUID department) {
        return department != null
                && members.departments(organisation).stream()
                        .noneMatch(known -> known.id().equals(department));
    }

    /// What an invitation to a colleague says on the organisation's page.
    public record Invitation(UUID id, String email, Role role, Optional<String> department, Instant expiresAt) {}
}
