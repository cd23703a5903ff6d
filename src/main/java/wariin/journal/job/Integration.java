package wariin.journal.job;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.journal.Journal;

/// Integrates what has been committed, soon after.
@Component
class Integration {

    private final Journal journal;

    Integration(Journal journal) {
        this.journal = journal;
    }

    @Scheduled(fixedDelayString = "${wariin.log.interval:1000}")
    void integrate() {
        journal.integrate();
    }
}
