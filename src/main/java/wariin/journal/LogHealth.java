package wariin.journal;

import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Whether the log is what its entries make it.
@Component
class LogHealth implements HealthCheck {

    private final Journal journal;

    LogHealth(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Finding look() {
        var check = journal.check();
        if (!check.whole()) {
            return Finding.sick(
                    check.problems().getFirst()
                            + (check.problems().size() > 1
                                    ? ", and " + (check.problems().size() - 1) + " more"
                                    : ""),
                    "Somebody changed the database: stop the platform, keep a copy, and restore the last good backup");
        }
        return Finding.healthy(
                "All " + check.entries() + " entries, tiles, roots and signatures of the log fit together; "
                        + check.waiting() + " entries wait for their place");
    }
}
