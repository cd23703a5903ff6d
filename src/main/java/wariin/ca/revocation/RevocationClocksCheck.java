package wariin.ca.revocation;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Is every reported problem with a certificate decided in time?
@Component
class RevocationClocksCheck implements HealthCheck {
    private static final Duration SOON = Duration.ofHours(6);

    private final RevocationRequests requests;
    private final Clock clock;

    RevocationClocksCheck(RevocationRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Reported problems with certificates";
    }

    @Override
    public Finding look() {
        var open = requests.open();
        if (open.isEmpty()) return Finding.healthy("No reported problem waits for a decision.");
        var now = clock.instant();
        var first = open.getFirst();
        if (first.isOverdue(now)) {
            return Finding.sick(
                    "The certificate " + first.serial() + " should have been decided on by " + first.deadline() + ".",
                    "Decide now: revoke it, or say why the report is wrong.");
        }
        var words = open.size() + " reported problems wait; the next must be decided by " + first.deadline() + ".";
        return first.deadline().isBefore(now.plus(SOON))
                ? Finding.watch(words, "Revoke the certificate " + first.serial() + ", or refuse the report.")
                : Finding.healthy(words);
    }
}
