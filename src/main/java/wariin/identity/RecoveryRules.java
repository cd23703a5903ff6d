package wariin.identity;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.identity.RecoveryOutcome.Refusal;

/// When a recovery is possible: there are two operators, the one who asks is rested, and both are those of then.
@Component
class RecoveryRules {
    private final OperatorStanding standing;
    private final Accounts accounts;
    private final Passkeys passkeys;

    RecoveryRules(OperatorStanding standing, Accounts accounts, Passkeys passkeys) {
        this.standing = standing;
        this.accounts = accounts;
        this.passkeys = passkeys;
    }

    /// The one of two operators who is not this one; nobody where there are not two.
    Optional<User> other(UserId operator) {
        var all = standing.all();
        if (all.size() != 2) return Optional.empty();
        return all.stream()
                .map(Operators.Operator::user)
                .filter(user -> !user.id().equals(operator))
                .findFirst();
    }

    /// Why it cannot be done now. Who was dismissed since it was proposed, and came back, is not whom it was about.
    Optional<Refusal> refusal(Recovery recovery, Instant now) {
        var asked = recovery.proposedAt() == null ? now : recovery.proposedAt();
        var actor = standing.find(recovery.actor()).filter(one -> !asked.isBefore(one.since()));
        if (actor.isEmpty()) return Optional.of(Refusal.NOT_NOW);
        if (standing.all().size() != 2) return Optional.of(Refusal.ORDINARY_WAY);
        if (!actor.get().rested()) return Optional.of(Refusal.RESTING);
        var lost = recovery.lost();
        var successor = recovery.successor();
        if (lost == null && successor == null) return Optional.of(Refusal.NOBODY);
        if (lost != null
                && standing.find(lost)
                        .filter(one -> !asked.isBefore(one.since()))
                        .isEmpty()) {
            return Optional.of(Refusal.NOT_NOW);
        }
        return successor == null ? Optional.empty() : refusalOf(successor);
    }

    private Optional<Refusal> refusalOf(UserId successor) {
        if (standing.find(successor).isPresent()) return Optional.of(Refusal.OPERATOR_ALREADY);
        var member = accounts.findUser(successor)
                .filter(user -> !user.guest())
                .filter(user -> !accounts.organisationsOf(user.id()).isEmpty());
        if (member.isEmpty()) return Optional.of(Refusal.UNKNOWN_PERSON);
        return passkeys.of(successor).isEmpty() ? Optional.of(Refusal.NO_PASSKEY) : Optional.empty();
    }
}
