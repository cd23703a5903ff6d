package wariin.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.identity.PinAndTotp.Outcome.Locked;
import wariin.identity.PinAndTotp.Outcome.NotEnrolled;
import wariin.identity.PinAndTotp.Outcome.Verified;
import wariin.identity.PinAndTotp.Outcome.Wrong;
import wariin.journal.Act;
import wariin.journal.Journal;

/// PIN together with a time-based one-time code (RFC 6238): the way to act without a passkey.
@Service
public class PinAndTotp {

    /// What became of a PIN and code.
    public sealed interface Outcome {
        /// Right; the TOTP step is used up.
        record Verified(long totpStep, Instant at) implements Outcome {}

        record Wrong(int attemptsLeft) implements Outcome {}

        record Locked(Instant until) implements Outcome {}

        record NotEnrolled() implements Outcome {}
    }

    /// What became of an enrolment.
    public enum Enrolment {
        ENROLLED,
        WEAK_PIN,
        WEAK_PASSWORD,
        WRONG_CODE
    }

    /// The secret to put into an authenticator application: as a link and as text.
    public record Secret(String link, String base32) {}

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 7;

    private final FactorRegister factors;
    private final PeopleRegister people;
    private final TotpSecrets totps;
    private final Passwords passwords;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PinAndTotp(
            FactorRegister factors,
            PeopleRegister people,
            TotpSecrets totps,
            Passwords passwords,
            Journal journal,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.factors = factors;
        this.people = people;
        this.totps = totps;
        this.passwords = passwords;
        this.journal = journal;
        // An own transaction: what the caller takes back later does not give attempts back.
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    public boolean isEnrolled(UserId user) {
        return factors.hasPin(user) && factors.hasConfirmedTotp(user);
    }

    /// The TOTP secret until it is confirmed; afterwards it is never shown again.
    public Optional<Secret> pendingSecret(UserId user) {
        var person = people.find(user).orElseThrow();
        return totps.pending(user).map(totp -> new Secret(totp.link(person.email()), totp.base32()));
    }

    /// Sets PIN, TOTP and (for accounts that log in by it) password together; the code proves that the secret arrived.
    public Enrolment enrol(UserId user, String pin, @Nullable String password, String totp) {
        var email = people.find(user).orElseThrow().email();
        if (!passwords.isGoodPin(pin)) return Enrolment.WEAK_PIN;
        if (password != null && !passwords.isGoodPassword(password, email)) return Enrolment.WEAK_PASSWORD;
        var confirmed = factors.hasConfirmedTotp(user);
        var step = totps.match(user, totp, confirmed);
        if (step.isEmpty()) return Enrolment.WRONG_CODE;
        var pinHash = passwords.encode(pin);
        var passwordHash = password == null ? null : passwords.encode(password);
        var now = clock.instant();
        return transaction.execute(_ -> {
            if (!factors.useTotpStep(user, step.getAsLong())) return Enrolment.WRONG_CODE;
            factors.confirmTotp(user, now);
            factors.putPin(user, pinHash);
            if (passwordHash != null) people.setPassword(user, passwordHash);
            people.prove(user, null, new Proof(Proof.Kind.PIN_AND_TOTP_ENROLLED, now, ""));
            journal.append(Act.of("pin-and-totp-enrolled", user.toString(), user.toString()));
            return Enrolment.ENROLLED;
        });
    }

    /// Forgets authenticator, PIN and password, to set them anew: with a lost telephone. The caller sees to it that
    /// the person has another way in or sits here by a recovery code.
    public void forget(UserId user) {
        transaction.executeWithoutResult(_ -> {
            factors.forget(user);
            people.setPassword(user, null);
            journal.append(Act.of("pin-and-totp-removed", user.toString(), user.toString()));
        });
    }

    /// The attempt is counted before the PIN is looked at, so that many at once are no way around the lock.
    public Outcome verify(UserId user, String pin, String totp) {
        if (!isEnrolled(user)) return new NotEnrolled();
        var attempt = transaction.execute(_ -> reserve(user));
        if (attempt.lockedUntil() != null) return new Locked(attempt.lockedUntil());

        var failures = attempt.failures();
        var rightPin = passwords.matches(pin, attempt.hash());
        var step = totps.match(user, totp, true);
        var now = clock.instant();
        if (rightPin && step.isPresent()) {
            var used = transaction.execute(_ -> {
                if (!factors.useTotpStep(user, step.getAsLong())) return false;
                factors.recordPin(user, 0, null);
                return true;
            });
            if (Boolean.TRUE.equals(used)) return new Verified(step.getAsLong(), now);
        }
        var left = ATTEMPTS - failures;
        return left > 0 ? new Wrong(left) : new Locked(now.plus(lock(failures)));
    }

    private FactorRegister.Pin reserve(UserId user) {
        var now = clock.instant();
        var pin = factors.lockPin(user).orElseThrow();
        if (pin.lockedUntil() != null && pin.lockedUntil().isAfter(now)) return pin;
        var failures = pin.failures() + 1;
        var locks = failures >= ATTEMPTS;
        factors.recordPin(user, failures, locks ? now.plus(lock(failures)) : null);
        if (failures == ATTEMPTS) journal.append(Act.of("pin-locked", user.toString(), "system"));
        return new FactorRegister.Pin(pin.hash(), failures, null);
    }

    private static Duration lock(int failures) {
        return FIRST_LOCK.multipliedBy(1L << Math.clamp(failures - ATTEMPTS, 0, MOST_DOUBLINGS));
    }
}
