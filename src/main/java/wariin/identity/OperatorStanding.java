package wariin.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.Appointment.Kind;
import wariin.identity.AppointmentOutcome.Refusal;

/// Who is an operator now and has been for long enough to be one of two, and what follows for appointments.
@Component
class OperatorStanding {
    private final OperatorRegister operators;
    private final Passkeys passkeys;
    private final OperatorSettings settings;
    private final Clock clock;

    OperatorStanding(OperatorRegister operators, Passkeys passkeys, OperatorSettings settings, Clock clock) {
        this.operators = operators;
        this.passkeys = passkeys;
        this.settings = settings;
        this.clock = clock;
    }

    /// Those of longest standing first.
    List<Operators.Operator> all() {
        return operators.all().stream()
                .map(row -> new Operators.Operator(row.user(), row.since(), resting(row.appointedAt())))
                .toList();
    }

    /// The first operator was appointed by nobody, and never rests.
    private @Nullable Instant resting(@Nullable Instant appointedAt) {
        if (appointedAt == null) return null;
        var until = appointedAt.plus(settings.rest());
        return until.isAfter(clock.instant()) ? until : null;
    }

    boolean isRested(UserId user) {
        return find(user).filter(Operators.Operator::rested).isPresent();
    }

    Optional<Operators.Operator> find(UserId user) {
        return all().stream().filter(one -> one.user().id().equals(user)).findFirst();
    }

    /// Why this cannot be done by this operator, or with another one.
    Optional<Refusal> refusal(Kind kind, UserId person, UserId actor) {
        var by = find(actor);
        if (by.isEmpty()) return Optional.of(Refusal.NOT_NOW);
        if (!by.get().rested()) return Optional.of(Refusal.RESTING);
        return switch (kind) {
            case APPOINT -> {
                if (find(person).isPresent()) yield Optional.of(Refusal.OPERATOR_ALREADY);
                yield passkeys.of(person).isEmpty() ? Optional.of(Refusal.NO_PASSKEY) : Optional.empty();
            }
            case DISMISS -> {
                var all = all();
                if (find(person).isEmpty()) yield Optional.of(Refusal.NO_OPERATOR);
                if (all.size() < 2) yield Optional.of(Refusal.LAST_OPERATOR);
                // Those who are left must be able to act, or nothing could be decided for a while.
                var left = all.stream().filter(one -> !one.user().id().equals(person));
                yield left.noneMatch(Operators.Operator::rested) ? Optional.of(Refusal.LAST_RESTED) : Optional.empty();
            }
        };
    }

    /// Whether the actor's signature is enough: nobody else is an operator, or whom the only rested one appointed alone
    /// is sent away before having a say. Neither gives the actor more than the actor had.
    boolean sufficesAlone(Kind kind, UserId person, UserId actor) {
        var others =
                all().stream().filter(one -> !one.user().id().equals(actor)).toList();
        if (others.isEmpty()) return true;
        return kind == Kind.DISMISS && !person.equals(actor) && others.stream().noneMatch(Operators.Operator::rested);
    }
}
