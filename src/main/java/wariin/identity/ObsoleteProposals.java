package wariin.identity;

import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Ends what rests on who was an operator before somebody came or went.
@Component
class ObsoleteProposals {
    private final OperatorRegister operators;
    private final RecoveryRegister recoveries;
    private final RecoveryMails mails;
    private final Journal journal;

    ObsoleteProposals(OperatorRegister operators, RecoveryRegister recoveries, RecoveryMails mails, Journal journal) {
        this.operators = operators;
        this.recoveries = recoveries;
        this.mails = mails;
        this.journal = journal;
    }

    /// In the transaction of the appointment or dismissal. A recovery is for two, who are not the same two any more.
    void end(UserId person, String actor, Instant now) {
        for (var obsolete : operators.withdrawAll(person, now)) {
            var facts = Map.of("appointment", obsolete.toString(), "because", person.toString());
            journal.append(new Act("operator-proposal-void", person.toString(), actor, facts));
        }
        for (var recovery : recoveries.waiting(now)) voided(recovery, actor, now);
    }

    void voided(Recovery recovery, String actor, Instant now) {
        if (!recoveries.end(recovery.id(), Recovery.State.VOID, now)) return;
        journal.append(Act.of("operator-recovery-void", recovery.id().toString(), actor));
        mails.voided(recovery);
    }
}
