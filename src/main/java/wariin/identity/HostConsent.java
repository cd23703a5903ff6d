package wariin.identity;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.identity.RecoveryOutcome.Confirmed;
import wariin.identity.RecoveryOutcome.Refusal;
import wariin.identity.RecoveryOutcome.Refused;
import wariin.journal.Act;

/// The second consent to a recovery, by whoever holds the machine, its data folder and what opens the keys. Only the
/// command `./wariin operators` calls it: no page does, since who is at a page has proven none of these.
@Service
public class HostConsent {

    /// A recovery that waits for the holder of the machine, or rests, with the people it is about.
    public record Waiting(
            Recovery recovery,
            User actor,
            @Nullable User lost,
            @Nullable User successor) {}

    private final RecoveryRegister recoveries;
    private final RecoveryRules rules;
    private final OperatorStanding standing;
    private final RecoveryMails mails;
    private final RecoveryWriting writing;

    HostConsent(
            RecoveryRegister recoveries,
            RecoveryRules rules,
            OperatorStanding standing,
            RecoveryMails mails,
            RecoveryWriting writing) {
        this.recoveries = recoveries;
        this.rules = rules;
        this.standing = standing;
        this.mails = mails;
        this.writing = writing;
    }

    /// Those of longest standing first.
    public List<Operators.Operator> operators() {
        return standing.all();
    }

    /// The oldest first.
    public List<Waiting> waiting() {
        return recoveries.waiting(writing.clock().instant()).stream()
                .map(one -> new Waiting(one, person(one.actor()), user(one.lost()), user(one.successor())))
                .toList();
    }

    /// Begins the rest of a proposed recovery. Repeated, it changes nothing.
    public RecoveryOutcome confirm(UUID id) {
        return writing.transactions().execute(_ -> {
            writing.people().lockOperators();
            var now = writing.clock().instant();
            var found = recoveries.open(id, now).filter(one -> !one.asked());
            if (found.isEmpty()) return new Refused(Refusal.NOT_NOW);
            var recovery = found.get();
            if (recovery.confirmed()) return new Confirmed(recovery.endsAt(), true);
            var refusal = rules.refusal(recovery, now);
            if (refusal.isPresent()) return new Refused(refusal.get());
            var effect = now.plus(writing.settings().recoveryRest()).truncatedTo(ChronoUnit.SECONDS);
            if (!recoveries.confirm(id, now, effect)) return new Refused(Refusal.NOT_NOW);
            var facts = Map.of("by", "host", "effect", effect.toString());
            writing.journal().append(new Act("operator-recovery-confirmed", id.toString(), "system", facts));
            mails.confirmed(recovery, effect);
            return new Confirmed(effect, false);
        });
    }

    private @Nullable User user(@Nullable UserId id) {
        return id == null ? null : person(id);
    }

    private User person(UserId id) {
        return writing.people().find(id).orElseThrow();
    }
}
