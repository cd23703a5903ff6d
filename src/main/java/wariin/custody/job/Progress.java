package wariin.custody.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.custody.Custody;
import wariin.custody.Rotation;
import wariin.keys.KeysUnusable;

/// Goes on with a rotation that was begun, also after a restart. What does not get on is tried again later.
@Component
class Progress {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final Duration LATER = Duration.ofMinutes(10);

    private final Custody custody;
    private final Clock clock;
    private Instant next = Instant.MIN;

    Progress(Custody custody, Clock clock) {
        this.custody = custody;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${wariin.custody.interval:PT5S}",
            fixedDelayString = "${wariin.custody.interval:PT5S}")
    void advance() {
        if (clock.instant().isBefore(next)) return;
        try {
            custody.advance();
            var stuck = custody.open().filter(open -> open.stage() == Rotation.Stage.STUCK);
            if (stuck.isPresent()) next = clock.instant().plus(LATER);
        } catch (KeysUnusable unusable) {
            log.atError().log("The rotation of the key-encryption key waits: {}", unusable.getMessage());
            next = clock.instant().plus(Duration.ofMinutes(1));
        }
    }
}
