package wariin.identity;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.RateLimits.Answer;
import wariin.identity.RateLimits.Limit;
import wariin.identity.Sessions.Method;
import wariin.journal.Act;
import wariin.journal.Journal;

/// The ways in: passkey, password with TOTP, recovery code. What fails says no more than that it failed.
@Service
public class LogIn {

    /// What became of an attempt.
    public sealed interface Outcome {
        /// A new session, with a new token.
        record In(String sessionToken) implements Outcome {}

        record Refused() implements Outcome {}

        record TooMany() implements Outcome {}

        /// A guest without an invitation's link: this session reaches nothing but the making of an account.
        record Guest(String sessionToken) implements Outcome {}
    }

    private static final String NOTHING = "nothing";

    private final Passkeys passkeys;
    private final PeopleRegister people;
    private final Sessions sessions;
    private final Passwords passwords;
    private final TotpSecrets totps;
    private final RecoveryCodes recoveryCodes;
    private final RateLimits limits;
    private final Journal journal;
    private final TransactionTemplate transaction;

    LogIn(
            Passkeys passkeys,
            PeopleRegister people,
            Sessions sessions,
            Passwords passwords,
            TotpSecrets totps,
            RecoveryCodes recoveryCodes,
            RateLimits limits,
            Journal journal,
            TransactionTemplate transaction) {
        this.passkeys = passkeys;
        this.people = people;
        this.sessions = sessions;
        this.passwords = passwords;
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.limits = limits;
        this.journal = journal;
        this.transaction = transaction;
    }

    public Outcome withPasskey(String assertionJson, String device, String remoteAddress) {
        if (limits.attempt(Limit.LOG_IN_FROM_ADDRESS, remoteAddress) != Answer.ALLOWED) return new Outcome.TooMany();
        return switch (passkeys.verifyLogIn(assertionJson)) {
            case AssertionOutcome.Verified(var user, var _) -> open(user, Method.PASSKEY, device);
            case AssertionOutcome.Refused _ -> new Outcome.Refused();
        };
    }

    /// Proves again who sits there; a session that began with a mail becomes as good as one by passkey.
    public boolean confirm(CurrentUser user, String assertionJson) {
        var verified = passkeys.verifyLogIn(assertionJson) instanceof AssertionOutcome.Verified(var who, var _)
                && who.equals(user.user().id());
        if (verified) sessions.strengthen(user.session(), Method.PASSKEY);
        return verified;
    }

    public Outcome withPassword(String email, String password, String totp, String device, String remoteAddress) {
        var address = MailAddress.read(email);
        if (address.isEmpty()) return new Outcome.Refused();
        var user = people.find(address.get()).map(User::id);
        if (!allowed(Limit.LOG_IN, address.get(), user, remoteAddress)) return new Outcome.TooMany();

        var rightPassword =
                passwords.matches(password, user.flatMap(people::passwordHash).orElse(null));
        if (!rightPassword || user.isEmpty() || !totps.use(user.get(), totp)) return new Outcome.Refused();
        limits.succeeded(Limit.LOG_IN, address.get().value());
        return open(user.get(), Method.PASSWORD, device);
    }

    public Outcome withRecoveryCode(String email, String code, String device, String remoteAddress) {
        var address = MailAddress.read(email);
        if (address.isEmpty()) return new Outcome.Refused();
        var user = people.find(address.get()).map(User::id);
        if (!allowed(Limit.RECOVERY, address.get(), user, remoteAddress)) return new Outcome.TooMany();
        if (user.isEmpty() || !recoveryCodes.use(user.get(), code)) return new Outcome.Refused();
        return open(user.get(), Method.RECOVERY, device);
    }

    Outcome open(UserId user, Method method, String device) {
        var person = people.find(user).orElseThrow();
        var organisations = people.organisationsOf(user);
        if (organisations.isEmpty()) return new Outcome.Refused();
        var organisation = organisations.getFirst().id();
        var scope = person.guest() ? NOTHING : null;
        var token = sessions.open(new Sessions.Opening(user, organisation, method, scope, device));
        return person.guest() ? new Outcome.Guest(token) : new Outcome.In(token);
    }

    private boolean allowed(Limit limit, MailAddress address, Optional<UserId> user, String remoteAddress) {
        if (limits.attempt(Limit.LOG_IN_FROM_ADDRESS, remoteAddress) != Answer.ALLOWED) return false;
        var answer = limits.attempt(limit, address.value());
        if (answer == Answer.JUST_EXCEEDED && user.isPresent()) {
            var act = Act.of("log-in-failed-repeatedly", user.get().toString(), "system");
            transaction.executeWithoutResult(_ -> journal.append(act));
        }
        return answer == Answer.ALLOWED;
    }
}
