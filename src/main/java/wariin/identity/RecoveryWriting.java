package wariin.identity;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Journal;

/// What each step of a recovery is written with.
@Component
record RecoveryWriting(
        PeopleRegister people,
        Journal journal,
        OperatorSettings settings,
        TransactionTemplate transactions,
        Clock clock) {}
