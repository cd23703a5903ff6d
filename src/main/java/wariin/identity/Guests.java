package wariin.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.TicketRegister.Kind;
import wariin.identity.TicketRegister.Ticket;
import wariin.journal.Act;
import wariin.journal.Journal;

/// People who come by an invitation link without having had an account. The pages under /join/guest lead through it:
/// one-time code by e-mail, name and company, passkey or PIN; then back to where the invitation led.
@Service
public class Guests {

    /// An invitation that the inviting room has already checked.
    /// @param scope the contract's id: what the session may reach
    /// @param returnTo path within this site to lead to afterwards
    public record GuestInvitation(
            String email,
            @Nullable String name,
            @Nullable String company,
            String scope,
            String returnTo,
            Locale locale) {}

    /// An unfinished entry of a guest.
    public record Entry(
            String email, @Nullable String name, @Nullable String company, String returnTo, boolean confirmed) {}

    /// What became of a code.
    public sealed interface Code {
        /// The address is confirmed and unknown here: name and company are next.
        record Confirmed() implements Code {}

        /// A guest who was here before is in again, for the invitation's contract.
        record Returned(String sessionToken, String returnTo, boolean hasFactor) implements Code {}

        /// The address has an account: a mail is not enough, its owner logs in.
        record HasAccount(String returnTo) implements Code {}

        record Wrong() implements Code {}

        record NewCodeNeeded() implements Code {}

        record Gone() implements Code {}
    }

    /// What became of name and company.
    public sealed interface Finish {
        record Done(String sessionToken, String returnTo) implements Finish {}

        record NotAccepted(Details.Problem problem) implements Finish {}

        record Gone() implements Finish {}
    }

    /// What became of a claim.
    public enum Claim {
        CLAIMED,
        /// The person got in by mail only: the passkey is asked for first.
        CONFIRM_FIRST,
        /// There is nothing to log in with yet.
        WAY_IN_NEEDED,
        NOT_A_GUEST
    }

    static final String PATH = "/join/guest/";
    private static final Duration TICKET_LASTS = Duration.ofHours(24);
    private static final String MAIL = "identity.mail.guest-code";

    private final Tickets tickets;
    private final PeopleRegister people;
    private final MemberRegister members;
    private final SessionRegister sessionRows;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Journal journal;
    private final Clock clock;

    Guests(
            Tickets tickets,
            PeopleRegister people,
            MemberRegister members,
            SessionRegister sessionRows,
            Accounts accounts,
            Sessions sessions,
            Journal journal,
            Clock clock) {
        this.tickets = tickets;
        this.people = people;
        this.members = members;
        this.sessionRows = sessionRows;
        this.accounts = accounts;
        this.sessions = sessions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Begins, mails a code, and returns the path to redirect the browser to; so call it on a press of a button, not
    /// when a link is merely opened (mail scanners open links). Nothing tells whether the address has an account.
    @Transactional
    public String begin(GuestInvitation invitation) {
        var address = MailAddress.read(invitation.email())
                .orElseThrow(() -> new IllegalArgumentException("An invitation is for an e-mail address"));
        if (!ReturnPath.isSafe(invitation.returnTo())) {
            throw new IllegalArgumentException("An invitation leads to a path of this site");
        }
        var ticket = new Ticket(
                Kind.GUEST,
                address.value(),
                invitation.locale(),
                invitation.name(),
                invitation.company(),
                invitation.scope(),
                invitation.returnTo(),
                null,
                null,
                0,
                false,
                clock.instant().plus(TICKET_LASTS));
        var token = tickets.begin(ticket, false);
        var sent = tickets.sendCode(token, ticket, MAIL, PATH);
        return PATH + token.value() + (sent ? "" : "?wait");
    }

    public Optional<Entry> find(String ticket) {
        return guestTicket(ticket)
                .map(found ->
                        new Entry(found.email(), found.name(), found.company(), returnTo(found), found.confirmed()));
    }

    /// Sends another code; false when it is too many.
    @Transactional
    public boolean sendAgain(String ticket) {
        return guestTicket(ticket)
                .filter(found -> !found.confirmed())
                .map(found -> tickets.sendCode(new OpaqueToken(ticket), found, MAIL, PATH))
                .orElse(true);
    }

    @Transactional
    public Code confirm(String ticket, String code, String device) {
        var token = new OpaqueToken(ticket);
        var found = guestTicket(ticket);
        if (found.isEmpty()) return new Code.Gone();
        return switch (tickets.confirm(token, code)) {
            case RIGHT -> confirmed(token, found.get(), device);
            case WRONG -> new Code.Wrong();
            case DEAD -> new Code.NewCodeNeeded();
            case GONE -> new Code.Gone();
        };
    }

    private Code confirmed(OpaqueToken token, Ticket ticket, String device) {
        var known = people.find(new MailAddress(ticket.email()));
        if (known.isEmpty()) return new Code.Confirmed();
        tickets.finish(token);
        if (!known.get().guest()) return new Code.HasAccount(returnTo(ticket));
        var user = known.get().id();
        var organisation = people.organisationsOf(user).getFirst();
        people.prove(user, null, new Proof(Proof.Kind.EMAIL_CONFIRMED, clock.instant(), ticket.email()));
        var opening = new Sessions.Opening(user, organisation.id(), Sessions.Method.MAIL, ticket.scope(), device);
        var hasFactor = !accounts.factorsOf(user).none();
        return new Code.Returned(sessions.open(opening), returnTo(ticket), hasFactor);
    }

    @Transactional
    public Finish finish(String ticket, Details details, Locale locale, String device) {
        var problem = details.problem();
        if (problem.isPresent()) return new Finish.NotAccepted(problem.get());
        if (guestTicket(ticket).isEmpty()) return new Finish.Gone();
        var found = tickets.finish(new OpaqueToken(ticket));
        if (found.isEmpty() || people.find(new MailAddress(found.get().email())).isPresent()) {
            return new Finish.Gone();
        }
        var now = clock.instant();
        var email = found.get().email();
        var user = new UserId(UUID.randomUUID());
        var organisation = details.organisation(new OrganisationId(UUID.randomUUID()));
        people.add(new User(user, email, details.name(), locale, true), false, now);
        people.add(organisation, now);
        members.add(organisation.id(), user, Role.SIGNER, null, now);
        people.prove(user, null, new Proof(Proof.Kind.EMAIL_CONFIRMED, now, email));
        people.prove(user, organisation.id(), new Proof(Proof.Kind.ORGANISATION_STATED, now, organisation.name()));
        journal.append(Act.of("guest-entered", user.toString(), user.toString()));
        var opening = new Sessions.Opening(
                user, organisation.id(), Sessions.Method.MAIL, found.get().scope(), device);
        return new Finish.Done(sessions.open(opening), returnTo(found.get()));
    }

    /// Turns a guest into an account that owns its organisation, with what was signed so far.
    @Transactional
    public Claim claim(CurrentUser guest) {
        if (!guest.guest()) return Claim.NOT_A_GUEST;
        var user = guest.user().id();
        if (!accounts.hasWayIn(user)) return Claim.WAY_IN_NEEDED;
        if (!sessions.isStrong(guest.session())) return Claim.CONFIRM_FIRST;
        people.makeFull(user);
        members.change(guest.organisation().id(), user, Role.OWNER, null);
        sessionRows.widen(guest.session());
        journal.append(Act.of("account-created", user.toString(), user.toString()));
        return Claim.CLAIMED;
    }

    private Optional<Ticket> guestTicket(String ticket) {
        return tickets.find(ticket).filter(found -> found.kind() == Kind.GUEST);
    }

    private static String returnTo(Ticket ticket) {
        return ticket.returnTo() == null ? "/" : ticket.returnTo();
    }
}
