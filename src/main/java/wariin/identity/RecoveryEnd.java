package wariin.identity;

import java.time.Instant;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.journal.Act;

/// Carries out confirmed recoveries that nobody has stopped.
@Component
class RecoveryEnd {
    private static final String PLATFORM = "system";

    private final RecoveryRegister recoveries;
    private final RecoveryRules rules;
    private final ObsoleteProposals obsolete;
    private final OperatorRegister operators;
    private final RecoveryMails mails;
    private final RecoveryWriting writing;

    RecoveryEnd(
            RecoveryRegister recoveries,
            RecoveryRules rules,
            ObsoleteProposals obsolete,
            OperatorRegister operators,
            RecoveryMails mails,
            RecoveryWriting writing) {
        this.recoveries = recoveries;
        this.rules = rules;
        this.obsolete = obsolete;
        this.operators = operators;
        this.mails = mails;
        this.writing = writing;
    }

    /// Not in the first hour after a start: where the platform was down until a recovery was due, whoever could not
    /// stop it meanwhile can still do so.
    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1M")
    void carryOut() {
        var now = writing.clock().instant();
        for (var one : recoveries.waiting(now)) {
            if (!one.confirmed() || one.endsAt().isAfter(now)) continue;
            writing.transactions().executeWithoutResult(_ -> {
                writing.people().lockOperators();
                if (rules.refusal(one, now).isPresent()) {
                    obsolete.voided(one, PLATFORM, now);
                } else {
                    carryOut(one, now);
                }
            });
        }
    }

    private void carryOut(Recovery one, Instant now) {
        if (!recoveries.end(one.id(), Recovery.State.DONE, now)) return;
        writing.journal().append(Act.of("operator-recovery-done", one.id().toString(), PLATFORM));
        var lost = one.lost();
        if (lost != null) {
            require(operators.dismiss(lost));
            append("operator-dismissed", one, lost);
            obsolete.end(lost, PLATFORM, now);
        }
        var successor = one.successor();
        if (successor != null) {
            require(operators.appoint(successor, now));
            append("operator-appointed", one, successor);
            obsolete.end(successor, PLATFORM, now);
        }
        mails.done(one);
    }

    private void append(String kind, Recovery one, UserId person) {
        var facts = Map.of(
                "recovery", one.id().toString(), "proposedBy", one.actor().toString());
        writing.journal().append(new Act(kind, person.toString(), PLATFORM, facts));
    }

    /// The rules have just said so, under the lock.
    private static void require(boolean changed) {
        if (!changed) throw new IllegalStateException("Operators changed during a recovery");
    }
}
