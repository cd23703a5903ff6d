package wariin.assessment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Who may do what for the scheme; the operator of the platform grants and ends it, for people of any organisation.
@Service
public class SchemeRoles {

    /// A person with a role.
    public record Holder(User user, SchemeRole role, Instant since) {}

    /// What became of a grant or its end.
    public enum Change {
        DONE,
        NOT_ALLOWED,
        /// Nobody with this address has an account here.
        UNKNOWN_PERSON,
        ALREADY_SO
    }

    private final SchemeRegister register;
    private final Accounts accounts;
    private final Journal journal;
    private final Clock clock;

    SchemeRoles(SchemeRegister register, Accounts accounts, Journal journal, Clock clock) {
        this.register = register;
        this.accounts = accounts;
        this.journal = journal;
        this.clock = clock;
    }

    public Set<SchemeRole> of(UserId user) {
        return register.of(user);
    }

    /// Everybody with a role, by role and name.
    public List<Holder> holders() {
        return register.all().stream()
                .flatMap(row ->
                        accounts.findUser(row.user()).stream().map(user -> new Holder(user, row.role(), row.since())))
                .sorted(java.util.Comparator.comparing(Holder::role)
                        .thenComparing(holder -> holder.user().name()))
                .toList();
    }

    public List<User> holding(SchemeRole role) {
        return holders().stream()
                .filter(holder -> holder.role() == role)
                .map(Holder::user)
                .toList();
    }

    @Transactional
    public Change grant(CurrentUser operator, String email, SchemeRole role) {
        if (!operator.operator()) return Change.NOT_ALLOWED;
        var person = accounts.findUser(email).filter(user -> !user.guest());
        if (person.isEmpty()) return Change.UNKNOWN_PERSON;
        var user = person.get().id();
        if (!register.grant(user, role, operator.user().id(), clock.instant())) return Change.ALREADY_SO;
        record("scheme-role-granted", user, role, operator);
        return Change.DONE;
    }

    @Transactional
    public Change end(CurrentUser operator, UserId user, SchemeRole role) {
        if (!operator.operator()) return Change.NOT_ALLOWED;
        if (!register.end(user, role, operator.user().id(), clock.instant())) return Change.ALREADY_SO;
        record("scheme-role-ended", user, role, operator);
        return Change.DONE;
    }

    private void record(String kind, UserId user, SchemeRole role, CurrentUser operator) {
        journal.append(new Act(kind, user.toString(), operator.getName(), Map.of("role", role.name())));
    }
}
