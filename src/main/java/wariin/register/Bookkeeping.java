package wariin.register;

import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import wariin.journal.Act;
import wariin.journal.EntryId;
import wariin.journal.Journal;

/// Writes the register's acts into the event log, and tells the other rooms after the commit.
@Component
class Bookkeeping {

    private final Journal journal;
    private final ApplicationEventPublisher events;

    Bookkeeping(Journal journal, ApplicationEventPublisher events) {
        this.journal = journal;
        this.events = events;
    }

    EntryId note(String kind, Object subject, String actor, Map<String, String> facts) {
        return journal.append(new Act(kind, subject.toString(), actor, facts));
    }

    void tell(Instant at) {
        events.publishEvent(new RegisterChanged(at));
    }
}
