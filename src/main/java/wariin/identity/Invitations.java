package wariin.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.Organisations.Change;
import wariin.identity.Organisations.Department;
import wariin.identity.Organisations.Invitation;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// Brings colleagues into an organisation by a link in a mail: single use, seven days, role given by who invites.
@Service
public class Invitations {

    /// What an invited person sees, and whether the address has an account that must log in first.
    public record Offer(Organisation organisation, String inviter, String email, Role role, boolean hasAccount) {}

    /// What became of an acceptance.
    public sealed interface Acceptance {
        /// A new session for the new member.
        record Joined(String sessionToken) implements Acceptance {}

        /// Joined with the account that is logged in.
        record JoinedAs(UserId user) implements Acceptance {}

        /// The address has an account: its owner logs in first.
        record LogInFirst() implements Acceptance {}

        /// Somebody else is logged in.
        record ForSomebodyElse() implements Acceptance {}

        record NotAName() implements Acceptance {}

        record Gone() implements Acceptance {}
    }

    private static final Duration LASTS = Duration.ofDays(7);

    private final InvitationRegister invitations;
    private final PeopleRegister people;
    private final MemberRegister members;
    private final Organisations organisations;
    private final Accounts accounts;
    private final Sessions sessions;
    private final RateLimits limits;
    private final Journal journal;
    private final Mailer mailer;
    private final SiteSettings site;
    private final SecureRandom random;
    private final Clock clock;

    Invitations(
            InvitationRegister invitations,
            PeopleRegister people,
            MemberRegister members,
            Organisations organisations,
            Accounts accounts,
            Sessions sessions,
            RateLimits limits,
            Journal journal,
            Mailer mailer,
            SiteSettings site,
            SecureRandom random,
            Clock clock) {
        this.invitations = invitations;
        this.people = people;
        this.members = members;
        this.organisations = organisations;
        this.accounts = accounts;
        this.sessions = sessions;
        this.limits = limits;
        this.journal = journal;
        this.mailer = mailer;
        this.site = site;
        this.random = random;
        this.clock = clock;
    }

    public List<Invitation> open(OrganisationId organisation) {
        var departments = organisations.departments(organisation);
        return invitations.of(organisation, clock.instant()).stream()
                .map(row -> new Invitation(
                        row.id(), row.email(), row.role(), name(departments, row.department()), row.expiresAt()))
                .toList();
    }

    /// Invites; an earlier invitation of the same address to this organisation is void.
    @Transactional
    public Change invite(CurrentUser actor, String email, Role role, @Nullable UUID department, Locale locale) {
        var organisation = actor.organisation();
        if (!actor.may(Role.ADMINISTRATOR) || !actor.may(role)) return Change.NOT_ALLOWED;
        var address = MailAddress.read(email);
        if (address.isEmpty()) return Change.NOT_A_NAME;
        if (organisations.isForeign(organisation.id(), department)) return Change.UNKNOWN;
        var member = people.find(address.get())
                .flatMap(user -> members.role(organisation.id(), user.id()))
                .isPresent();
        if (member) return Change.ALREADY_THERE;
        if (limits.attempt(RateLimits.Limit.MAIL, address.get().value()) != RateLimits.Answer.ALLOWED) {
            return Change.NOT_ALLOWED;
        }
        var now = clock.instant();
        var token = OpaqueToken.random(random);
        var id = UUID.randomUUID();
        var expires = now.plus(LASTS);
        invitations.withdraw(organisation.id(), null, address.get().value(), now);
        invitations.add(
                new InvitationRegister.Row(
                        id,
                        organisation.id(),
                        address.get().value(),
                        role,
                        department,
                        actor.user().id(),
                        expires),
                token.hash(),
                now);
        mailer.send(new Mail(
                address.get().value(),
                locale,
                "identity.mail.invitation",
                Map.of(
                        "inviter", actor.user().name(),
                        "organisation", organisation.name(),
                        "link", site.url("/join/" + token.value()))));
        var facts = Map.of("organisation", organisation.id().toString(), "role", role.name());
        journal.append(new Act("member-invited", id.toString(), actor.getName(), facts));
        return Change.DONE;
    }

    @Transactional
    public Change withdraw(CurrentUser actor, UUID invitation) {
        if (!actor.may(Role.ADMINISTRATOR)) return Change.NOT_ALLOWED;
        var done = invitations.withdraw(actor.organisation().id(), invitation, null, clock.instant());
        return done ? Change.DONE : Change.UNKNOWN;
    }

    public Optional<Offer> find(String token) {
        return invitations.find(new OpaqueToken(token).hash(), clock.instant()).map(row -> {
            var inviter = people.find(row.invitedBy()).map(User::name).orElse("");
            var organisation = people.find(row.organisation()).orElseThrow();
            return new Offer(
                    organisation, inviter, row.email(), row.role(), account(row).isPresent());
        });
    }

    /// The link came by mail, so it proves the address; but an account that has a way in is opened by that only.
    @Transactional
    public Acceptance accept(String token, @Nullable CurrentUser current, String name, Locale locale, String device) {
        var now = clock.instant();
        var found = invitations.lock(new OpaqueToken(token).hash(), now);
        if (found.isEmpty()) return new Acceptance.Gone();
        var row = found.get();
        var account = account(row);
        if (account.isPresent() && current == null) return new Acceptance.LogInFirst();
        if (current != null
                && (account.isEmpty()
                        || !current.user().id().equals(account.get().id()))) {
            return new Acceptance.ForSomebodyElse();
        }
        if (account.isEmpty() && !Details.isName(name)) return new Acceptance.NotAName();

        var user =
                account.or(() -> begun(row, name.strip(), locale)).orElseGet(() -> create(row, name.strip(), locale));
        members.add(row.organisation(), user.id(), row.role(), row.department(), now);
        invitations.accept(row.id(), now);
        people.prove(user.id(), null, new Proof(Proof.Kind.EMAIL_CONFIRMED, now, row.email()));
        var inviter = row.invitedBy().toString();
        people.prove(user.id(), row.organisation(), new Proof(Proof.Kind.INVITED_BY_ORGANISATION, now, inviter));
        var facts = Map.of(
                "organisation",
                row.organisation().toString(),
                "role",
                row.role().name());
        journal.append(new Act("member-joined", user.id().toString(), user.id().toString(), facts));
        if (account.isPresent()) return new Acceptance.JoinedAs(user.id());
        return new Acceptance.Joined(
                sessions.open(new Sessions.Opening(user.id(), row.organisation(), Sessions.Method.MAIL, null, device)));
    }

    private Optional<User> account(InvitationRegister.Row row) {
        return people.find(new MailAddress(row.email())).filter(user -> accounts.isSettled(user.id()));
    }

    /// Somebody who once began and never got a way in goes on here.
    private Optional<User> begun(InvitationRegister.Row row, String name, Locale locale) {
        var user = people.find(new MailAddress(row.email()));
        user.ifPresent(known -> {
            if (known.guest()) {
                for (var own : people.organisationsOf(known.id())) {
                    members.change(own.id(), known.id(), Role.OWNER, null);
                }
            }
            people.makeFull(known.id());
            people.rename(known.id(), name, locale);
        });
        return user;
    }

    private User create(InvitationRegister.Row row, String name, Locale locale) {
        var user = new User(new UserId(UUID.randomUUID()), row.email(), name, locale, false);
        people.add(user, false, clock.instant());
        journal.append(Act.of("account-created", user.id().toString(), user.id().toString()));
        return user;
    }

    private static Optional<String> name(List<Department> departments, @Nullable UUID id) {
        return departments.stream()
                .filter(known -> known.id().equals(id))
                .map(Department::name)
                .findFirst();
    }
}
