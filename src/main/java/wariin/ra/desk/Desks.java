package wariin.ra.desk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.company.CorporateNumber;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.OrganisationId;
import wariin.identity.Role;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.refusal.RefusalLog;

/// Desks, their officers and what they may register for. Every change of a scope is the platform's own desk's, with
/// evidence.
@Service
public class Desks {

    /// What became of a change.
    public enum Change {
        DONE,
        NOT_ALLOWED,
        UNKNOWN,
        ALREADY_THERE,
        NOT_A_NAME,
        /// No domain, a public suffix, no corporate number, or no profile for holders.
        NOT_A_VALUE,
        EVIDENCE_MISSING,
        NOT_A_MEMBER
    }

    /// What desks are read and written with.
    @Component
    record Books(DeskRegister desks, ScopeRegister scopes, Journal journal, TransactionTemplate transactions) {}

    private static final int MOST_APPROVALS = 9;
    private static final int LONGEST_METHOD = 1000;

    private final Books books;
    private final DeskAccess access;
    private final Accounts accounts;
    private final RefusalLog refusals;
    private final Clock clock;

    Desks(Books books, DeskAccess access, Accounts accounts, RefusalLog refusals, Clock clock) {
        this.books = books;
        this.access = access;
        this.accounts = accounts;
        this.refusals = refusals;
        this.clock = clock;
    }

    /// The platform's own desk; whoever asks first makes it.
    public Desk platform() {
        var known = books.desks().platform();
        if (known.isPresent()) return access.desk(known.get());
        return books.transactions().execute(_ -> {
            var row = new DeskRegister.Row(DeskId.random(), "Wariin", null, true, 2, true);
            if (books.desks().add(row, clock.instant())) {
                books.journal().append(Act.of("desk-opened", row.id().toString(), "system"));
            }
            return access.desk(books.desks().platform().orElseThrow());
        });
    }

    public Optional<Desk> find(DeskId id) {
        return access.find(id);
    }

    /// All desks, for the operator and the officers of the platform's desk; empty for others.
    public List<Desk> all(CurrentUser me) {
        if (!me.operator() && !isOfficer(me, platform().id())) return List.of();
        return books.desks().all().stream().map(access::desk).toList();
    }

    /// Desks at which this person is an officer now.
    public List<Desk> ofOfficer(CurrentUser me) {
        if (me.guest()) return List.of();
        var desks = new ArrayList<Desk>();
        for (var appointment : books.desks().appointments(me.user().id())) {
            if (access.holds(appointment)) access.find(appointment.desk()).ifPresent(desks::add);
        }
        return desks;
    }

    /// Where this person may apply: the desks of their organisation, and the platform's.
    public List<Desk> forApplicant(CurrentUser me) {
        if (me.guest()) return List.of();
        var desks = new ArrayList<Desk>();
        for (var row : books.desks().of(me.organisation().id())) {
            if (row.active()) desks.add(access.desk(row));
        }
        desks.add(platform());
        return desks;
    }

    /// True for an officer in office, at an active desk or not.
    public boolean isOfficer(CurrentUser me, DeskId desk) {
        return access.isOfficer(me, desk);
    }

    /// Opens a desk for an organisation; the operator only.
    public Optional<Desk> open(CurrentUser operator, OrganisationId organisation, String name, int approvalsNeeded) {
        var plain = name.strip();
        if (!operator.operator() || plain.isEmpty() || plain.length() > 200 || !possible(approvalsNeeded)) {
            return Optional.empty();
        }
        if (accounts.findOrganisation(organisation).isEmpty()) return Optional.empty();
        var row = new DeskRegister.Row(DeskId.random(), plain, organisation, false, approvalsNeeded, true);
        return books.transactions().execute(_ -> {
            if (!books.desks().add(row, clock.instant())) return Optional.empty();
            append("desk-opened", row.id(), operator, Map.of("organisation", organisation.toString()));
            return access.find(row.id());
        });
    }

    /// Closes or reopens it; the operator only. A closed desk registers nobody and can still revoke.
    public Change activate(CurrentUser operator, DeskId desk, boolean active) {
        if (!operator.operator()) return refused(operator, desk, "activate", Change.NOT_ALLOWED);
        return books.transactions().execute(_ -> {
            if (books.desks().findForUpdate(desk).isEmpty()) return Change.UNKNOWN;
            if (!books.desks().activate(desk, active, clock.instant())) return Change.ALREADY_THERE;
            append(active ? "desk-reopened" : "desk-closed", desk, operator, Map.of());
            return Change.DONE;
        });
    }

    public Change needApprovals(CurrentUser operator, DeskId desk, int approvals) {
        if (!operator.operator()) return refused(operator, desk, "need-approvals", Change.NOT_ALLOWED);
        if (!possible(approvals)) return Change.NOT_A_VALUE;
        return books.transactions().execute(_ -> {
            if (books.desks().findForUpdate(desk).isEmpty()) return Change.UNKNOWN;
            books.desks().needApprovals(desk, approvals);
            append("desk-approvals-set", desk, operator, Map.of("approvals", String.valueOf(approvals)));
            return Change.DONE;
        });
    }

    /// By an administrator of the desk's organisation for its own people, or by the operator for anybody.
    public Change appoint(CurrentUser actor, DeskId desk, UserId officer) {
        var row = books.desks().find(desk).orElse(null);
        if (row == null) return Change.UNKNOWN;
        if (!governs(actor, row)) return refused(actor, desk, "appoint", Change.NOT_ALLOWED);
        var person = accounts.findUser(officer);
        if (person.isEmpty() || person.get().guest()) return Change.UNKNOWN;
        var member = row.organisation() != null
                && accounts.roleOf(officer, row.organisation()).isPresent();
        if (!member && !actor.operator()) return refused(actor, desk, "appoint", Change.NOT_A_MEMBER);
        return books.transactions().execute(_ -> {
            var added =
                    books.desks().appoint(desk, officer, !member, actor.user().id(), clock.instant());
            if (!added) return Change.ALREADY_THERE;
            append("officer-appointed", desk, actor, Map.of("officer", officer.toString()));
            return Change.DONE;
        });
    }

    public Change remove(CurrentUser actor, DeskId desk, UserId officer) {
        var row = books.desks().find(desk).orElse(null);
        if (row == null) return Change.UNKNOWN;
        var leaves = officer.equals(actor.user().id());
        if (!leaves && !governs(actor, row)) return refused(actor, desk, "remove", Change.NOT_ALLOWED);
        return books.transactions().execute(_ -> {
            if (!books.desks().dismiss(desk, officer, actor.user().id(), clock.instant())) return Change.UNKNOWN;
            append("officer-removed", desk, actor, Map.of("officer", officer.toString()));
            return Change.DONE;
        });
    }

    /// For officers of the desk, its administrators and the operator.
    public List<Officer> officers(CurrentUser me, DeskId desk) {
        if (!sees(me, desk)) return List.of();
        var officers = new ArrayList<Officer>();
        for (var row : books.desks().officers(desk)) {
            if (!access.holds(row)) continue;
            accounts.findUser(row.user())
                    .ifPresent(user -> officers.add(new Officer(user, row.byOperator(), row.since())));
        }
        return officers;
    }

    /// Everything in the scope with its evidence, also what is too old; for those who may see the officers.
    public List<ScopeItem> scope(CurrentUser me, DeskId desk) {
        return sees(me, desk) ? access.items(desk) : List.of();
    }

    /// Brings an organisation, a domain or a profile into the scope of a desk, or renews its evidence. Only an officer
    /// of the platform's own desk who is no officer of that one.
    ///
    /// @param method how it was verified and where that can be seen; empty only for a profile
    public Change widen(CurrentUser officer, DeskId desk, ScopeItem.Kind kind, String value, String method) {
        if (books.desks().find(desk).isEmpty()) return Change.UNKNOWN;
        if (!mayChangeScope(officer, desk)) return refused(officer, desk, "widen", Change.NOT_ALLOWED);
        var canonical = canonical(kind, value);
        if (canonical.isEmpty()) return Change.NOT_A_VALUE;
        var how = method.strip();
        if (how.length() > LONGEST_METHOD || how.isEmpty() && kind != ScopeItem.Kind.PROFILE) {
            return refused(officer, desk, "widen", Change.EVIDENCE_MISSING);
        }
        return books.transactions().execute(_ -> {
            books.desks().findForUpdate(desk);
            books.scopes().add(desk, kind, canonical.get(), how, officer.user().id(), clock.instant());
            var facts = Map.of("kind", kind.name(), "value", canonical.get(), "method", how);
            append("desk-scope-widened", desk, officer, facts);
            return Change.DONE;
        });
    }

    public Change narrow(CurrentUser officer, DeskId desk, UUID item) {
        if (!mayChangeScope(officer, desk)) return refused(officer, desk, "narrow", Change.NOT_ALLOWED);
        return books.transactions().execute(_ -> {
            var ended = books.scopes().end(desk, item, clock.instant());
            if (ended.isEmpty()) return Change.UNKNOWN;
            append("desk-scope-narrowed", desk, officer, Map.of("item", ended.get()));
            return Change.DONE;
        });
    }

    /// Who may speak for desks of this kind; they are told of what the desk does.
    List<UserId> behind(DeskId desk) {
        var users = new LinkedHashSet<UserId>();
        for (var row : books.desks().officers(desk)) if (access.holds(row)) users.add(row.user());
        return List.copyOf(users);
    }

    private static Optional<String> canonical(ScopeItem.Kind kind, String value) {
        return switch (kind) {
            case ORGANISATION -> {
                try {
                    yield Optional.of(CorporateNumber.of(value).value());
                } catch (IllegalArgumentException none) {
                    yield Optional.empty();
                }
            }
            case DOMAIN ->
                DomainName.read(value).filter(name -> !name.isPublic()).map(DomainName::value);
            case PROFILE -> HolderProfiles.find(value.strip()).map(profile -> profile.id());
        };
    }

    private boolean mayChangeScope(CurrentUser officer, DeskId desk) {
        var platform = platform().id();
        return isOfficer(officer, platform) && (desk.equals(platform) || !isOfficer(officer, desk));
    }

    private boolean governs(CurrentUser actor, DeskRegister.Row desk) {
        return actor.operator()
                || !actor.guest()
                        && actor.organisation().id().equals(desk.organisation())
                        && actor.may(Role.ADMINISTRATOR);
    }

    private boolean sees(CurrentUser me, DeskId desk) {
        return isOfficer(me, desk)
                || isOfficer(me, platform().id())
                || books.desks().find(desk).filter(row -> governs(me, row)).isPresent();
    }

    private static boolean possible(int approvals) {
        return approvals >= 1 && approvals <= MOST_APPROVALS;
    }

    private Change refused(CurrentUser actor, DeskId desk, String act, Change why) {
        var reason = why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        refusals.note(desk.toString(), actor.getName(), act, reason, Map.of());
        return why;
    }

    private void append(String kind, DeskId desk, CurrentUser actor, Map<String, String> facts) {
        books.journal().append(new Act(kind, desk.toString(), actor.getName(), new HashMap<>(facts)));
    }
}
