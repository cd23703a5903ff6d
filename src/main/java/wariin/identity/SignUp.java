package wariin.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.TicketRegister.Kind;
import wariin.identity.TicketRegister.Ticket;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.site.SiteSettings;

/// A new account: address, one-time code, name and company; then a passkey or password with TOTP.
@Service
public class SignUp {

    /// What became of the first step. Nothing tells whether the address has an account: the mail does, to its owner.
    public sealed interface Start {
        record Sent(String ticket) implements Start {}

        record NotAnAddress() implements Start {}

        record TooMany() implements Start {}
    }

    /// What became of a code.
    public sealed interface Code {
        record Confirmed() implements Code {}

        /// The account was begun earlier and has no way to log in yet: this session goes on with that.
        record Resumed(String sessionToken) implements Code {}

        record Wrong() implements Code {}

        record NewCodeNeeded() implements Code {}

        record Gone() implements Code {}
    }

    /// What became of the last step.
    public sealed interface Finish {
        record Done(String sessionToken) implements Finish {}

        record NotAccepted(Details.Problem problem) implements Finish {}

        record Gone() implements Finish {}
    }

    /// An unfinished sign-up.
    public record Entry(String email, boolean confirmed) {}

    private static final Duration TICKET_LASTS = Duration.ofHours(24);
    static final String PATH = "/signup/";

    private final Tickets tickets;
    private final PeopleRegister people;
    private final MemberRegister members;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Journal journal;
    private final Mailer mailer;
    private final SiteSettings site;
    private final Clock clock;

    SignUp(
            Tickets tickets,
            PeopleRegister people,
            MemberRegister members,
            Accounts accounts,
            Sessions sessions,
            Journal journal,
            Mailer mailer,
            SiteSettings site,
            Clock clock) {
        this.tickets = tickets;
        this.people = people;
        this.members = members;
        this.accounts = accounts;
        this.sessions = sessions;
        this.journal = journal;
        this.mailer = mailer;
        this.site = site;
        this.clock = clock;
    }

    @Transactional
    public Start start(String email, Locale locale, String remoteAddress) {
        var address = MailAddress.read(email);
        if (address.isEmpty()) return new Start.NotAnAddress();
        if (!tickets.mayMailFrom(remoteAddress)) return new Start.TooMany();
        var ticket = ticket(Kind.SIGN_UP, address.get(), locale);
        var known = people.find(address.get()).filter(user -> accounts.isSettled(user.id()));
        if (known.isPresent()) {
            if (!tickets.mayMail(address.get().value())) return new Start.TooMany();
            var token = tickets.begin(ticket, false);
            var arguments = Map.of("link", site.url("/login"));
            mailer.send(new Mail(known.get().email(), locale, "identity.mail.known", arguments));
            return new Start.Sent(token.value());
        }
        var token = tickets.begin(ticket, false);
        var sent = tickets.sendCode(token, ticket, "identity.mail.code", PATH);
        return sent ? new Start.Sent(token.value()) : new Start.TooMany();
    }

    public Optional<Entry> find(String ticket) {
        return tickets.find(ticket)
                .filter(found -> found.kind() != Kind.GUEST)
                .map(found -> new Entry(found.email(), found.confirmed()));
    }

    /// Sends another code; false when it is too many.
    @Transactional
    public boolean sendAgain(String ticket) {
        var found = tickets.find(ticket).filter(t -> t.kind() == Kind.SIGN_UP && !t.confirmed());
        if (found.isEmpty()) return true;
        var known = people.find(new MailAddress(found.get().email())).filter(user -> accounts.isSettled(user.id()));
        // The owner of an account was told by mail already; here it must look the same.
        if (known.isPresent()) return tickets.mayMail(found.get().email());
        return tickets.sendCode(new OpaqueToken(ticket), found.get(), "identity.mail.code", PATH);
    }

    @Transactional
    public Code confirm(String ticket, String code, String device) {
        var token = new OpaqueToken(ticket);
        var found = tickets.find(ticket).filter(t -> t.kind() == Kind.SIGN_UP);
        if (found.isEmpty()) return new Code.Gone();
        return switch (tickets.confirm(token, code)) {
            case RIGHT -> resume(token, found.get(), device);
            case WRONG -> new Code.Wrong();
            case DEAD -> new Code.NewCodeNeeded();
            case GONE -> new Code.Gone();
        };
    }

    private Code resume(OpaqueToken token, Ticket ticket, String device) {
        var begun = people.find(new MailAddress(ticket.email())).filter(user -> !user.guest());
        if (begun.isEmpty()) return new Code.Confirmed();
        var organisation = people.organisationsOf(begun.get().id());
        if (accounts.isSettled(begun.get().id()) || organisation.isEmpty()) return new Code.Gone();
        tickets.finish(token);
        var opening = new Sessions.Opening(
                begun.get().id(), organisation.getFirst().id(), Sessions.Method.MAIL, null, device);
        return new Code.Resumed(sessions.open(opening));
    }

    @Transactional
    public Finish finish(String ticket, Details details, Locale locale, String device) {
        return finish(ticket, null, details, locale, device);
    }

    /// The first operator has an address of which nobody has proven anything yet: it is typed in the last step.
    Finish finish(String ticket, @Nullable MailAddress typed, Details details, Locale locale, String device) {
        var problem = details.problem();
        if (problem.isPresent()) return new Finish.NotAccepted(problem.get());
        var found = tickets.finish(new OpaqueToken(ticket)).filter(t -> t.kind() != Kind.GUEST);
        if (found.isEmpty()) return new Finish.Gone();
        var operator = found.get().kind() == Kind.SET_UP;
        if (operator != (typed != null) || operator && people.hasOperator()) return new Finish.Gone();
        var email = typed == null ? new MailAddress(found.get().email()) : typed;
        var existing = people.find(email);
        if (existing.isPresent()
                && (operator || accounts.isSettled(existing.get().id()))) return new Finish.Gone();

        var now = clock.instant();
        var organisation = details.organisation(new OrganisationId(UUID.randomUUID()));
        var user = existing.map(User::id).orElseGet(() -> new UserId(UUID.randomUUID()));
        if (existing.isPresent()) {
            people.makeFull(user);
            people.rename(user, details.name(), locale);
            for (var own : people.organisationsOf(user)) members.change(own.id(), user, Role.OWNER, null);
        } else {
            people.add(new User(user, email.value(), details.name(), locale, false), operator, now);
        }
        people.add(organisation, now);
        members.add(organisation.id(), user, Role.OWNER, null, now);
        if (!operator) people.prove(user, null, new Proof(Proof.Kind.EMAIL_CONFIRMED, now, email.value()));
        people.prove(user, organisation.id(), new Proof(Proof.Kind.ORGANISATION_STATED, now, organisation.name()));
        journal.append(Act.of("account-created", user.toString(), user.toString()));
        journal.append(Act.of("organisation-created", organisation.id().toString(), user.toString()));
        var opening = new Sessions.Opening(user, organisation.id(), Sessions.Method.MAIL, null, device);
        return new Finish.Done(sessions.open(opening));
    }

    Ticket ticket(Kind kind, MailAddress address, Locale locale) {
        var expires = clock.instant().plus(TICKET_LASTS);
        return new Ticket(kind, address.value(), locale, null, null, null, null, null, null, 0, false, expires);
    }
}
