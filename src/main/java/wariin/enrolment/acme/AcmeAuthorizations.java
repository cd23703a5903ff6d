package wariin.enrolment.acme;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.enrolment.EnrolmentLimits;
import wariin.enrolment.EnrolmentLimits.Limit;
import wariin.enrolment.EnrolmentSettings;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.journal.Act;

/// What an account has proven or has yet to prove (RFC 8555, 7.5).
///
/// A DNS name within the scope is proven by the desk's evidence for its domain: its authorization is valid when it is
/// made. A mailbox always proves itself.
@Service
public class AcmeAuthorizations {

    private final AuthorizationRegister register;
    private final EnrolmentSettings settings;
    private final EnrolmentLimits limits;
    private final AcmeAccounts.Writing writing;

    AcmeAuthorizations(
            AuthorizationRegister register,
            EnrolmentSettings settings,
            EnrolmentLimits limits,
            AcmeAccounts.Writing writing) {
        this.register = register;
        this.settings = settings;
        this.limits = limits;
        this.writing = writing;
    }

    /// One authorization for each name: an old one that will do, or a new one. In the caller's transaction.
    List<Authorization> forOrder(Account account, List<Identifier> names, Instant now) {
        var all = new ArrayList<Authorization>();
        for (var name : names) {
            all.add(register.valid(account.id(), name, now.plus(1, ChronoUnit.HOURS))
                    .orElseGet(() -> begin(account, name, now)));
        }
        return all;
    }

    private Authorization begin(Account account, Identifier name, Instant now) {
        var asked = name.isMail() || settings.acme().proveNames();
        var authorization = new Authorization(
                ids().next(),
                account.id(),
                name,
                asked ? Authorization.Status.pending : Authorization.Status.valid,
                now,
                now.plus(settings.acme().orders()));
        register.add(authorization);
        if (asked) register.add(name.isMail() ? letter(authorization) : http(authorization));
        return authorization;
    }

    /// Mails are counted before an order is written, in their own transaction.
    void checkLetters(List<Identifier> names) {
        for (var name : names) {
            if (name.isMail() && !limits.allows(Limit.CHALLENGE_MAIL, name.value())) {
                throw AcmeProblem.with(Type.rateLimited, "Too many mails to one address", "Retry-After", "3600");
            }
        }
    }

    private Challenge http(Authorization of) {
        return challenge(of, Challenge.Type.HTTP, null, null);
    }

    private Challenge letter(Authorization of) {
        var domain = settings.mailbox().address().replaceFirst(".*@", "");
        return challenge(
                of, Challenge.Type.MAIL, ids().next() + ids().next(), "<acme." + ids().next() + "@" + domain + ">");
    }

    private Challenge challenge(
            Authorization of,
            Challenge.Type type,
            @org.jspecify.annotations.Nullable String mailed,
            @org.jspecify.annotations.Nullable String message) {
        return new Challenge(
                ids().next(), of.id(), type, Challenge.Status.pending, ids().next(), mailed, message, 0, null, null);
    }

    public Authorization find(Account account, String id) {
        return register.find(account.id(), id)
                .map(found -> found.at(clock().instant()))
                .orElseThrow(() -> AcmeProblem.of(Type.notFound, "There is no such authorization"));
    }

    public List<Challenge> challenges(Authorization authorization) {
        return register.challenges(authorization.id());
    }

    public Challenge challenge(Account account, String id) {
        return register.challenge(account.id(), id)
                .orElseThrow(() -> AcmeProblem.of(Type.notFound, "There is no such challenge"));
    }

    /// The client gives the name up (RFC 8555, 7.5.2).
    public Authorization deactivate(Account account, String id) {
        find(account, id);
        transactions().executeWithoutResult(_ -> {
            var given = register.set(
                    id,
                    Authorization.Status.deactivated,
                    List.of(Authorization.Status.pending, Authorization.Status.valid),
                    clock().instant());
            if (given) writing.journal().append(Act.of("acme-authorization-deactivated", id, account.actor()));
        });
        return find(account, id);
    }

    /// The client says that its answer is in place (RFC 8555, 7.5.1). What the challenge becomes, a later look tells.
    public Challenge respond(Account account, String id) {
        var challenge = challenge(account, id);
        var authorization = find(account, challenge.authorization());
        if (authorization.status() == Authorization.Status.expired) {
            throw AcmeProblem.of(Type.malformed, "The authorization has run out; make a new order");
        }
        transactions().executeWithoutResult(_ -> register.respond(id, clock().instant()));
        return challenge(account, id);
    }

    /// The name is proven: challenge and authorization are valid from now on.
    void proven(Account account, Challenge challenge, Map<String, String> facts) {
        transactions().executeWithoutResult(_ -> {
            var now = clock().instant();
            if (!register.proven(challenge.id(), now)) return;
            register.set(
                    challenge.authorization(),
                    Authorization.Status.valid,
                    List.of(Authorization.Status.pending),
                    now.plus(settings.acme().orders()));
            writing.journal().append(new Act("acme-name-proven", challenge.authorization(), account.actor(), facts));
        });
    }

    /// The name is not proven, and this challenge never will.
    void failed(Account account, Challenge challenge, AcmeProblem problem) {
        var json = SignedRequest.JSON.writeValueAsString(problem.document());
        transactions().executeWithoutResult(_ -> {
            if (!register.failed(challenge.id(), json)) return;
            register.set(
                    challenge.authorization(),
                    Authorization.Status.invalid,
                    List.of(Authorization.Status.pending),
                    clock().instant());
            writing.journal()
                    .append(new Act(
                            "acme-name-not-proven",
                            challenge.authorization(),
                            account.actor(),
                            Map.of("problem", problem.detail())));
        });
    }

    private AcmeIds ids() {
        return writing.ids();
    }

    private Clock clock() {
        return writing.clock();
    }

    private TransactionTemplate transactions() {
        return writing.transactions();
    }
}
