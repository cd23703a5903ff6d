package wariin.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Delivers what waits in the outbox, when a mail server is configured ({@code spring.mail.host}). Each message is
/// claimed, then sent outside any transaction; a crash in between sends it twice at worst, never not at all.
@Component
class Delivery {

    static final int MOST_ATTEMPTS = 12;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int BATCH = 10;
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final OutboxRegister outbox;
    private final Postman postman;
    private final ObjectProvider<JavaMailSender> server;
    private final Clock clock;

    Delivery(OutboxRegister outbox, Postman postman, ObjectProvider<JavaMailSender> server, Clock clock) {
        this.outbox = outbox;
        this.postman = postman;
        this.server = server;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${wariin.mail.look-every:2s}", initialDelayString = "${wariin.mail.look-every:2s}")
    void deliverWhatIsDue() {
        var configured = server.getIfAvailable();
        if (configured == null) {
            return;
        }
        for (var message : outbox.claim(clock.instant(), LEASE, BATCH)) {
            record(message, postman.carry(configured, message));
        }
    }

    private void record(OutboxMessage message, Postman.Outcome outcome) {
        switch (outcome) {
            case Postman.Outcome.Taken() -> {
                outbox.delivered(message.id(), clock.instant());
                log.atInfo().addKeyValue("message", message.id()).log("Message delivered");
            }
            case Postman.Outcome.NotNow(var trouble)
            when message.attempts() < MOST_ATTEMPTS -> {
                outbox.tryLater(message.id(), clock.instant().plus(pause(message.attempts())), trouble);
                log.atWarn().addKeyValue("message", message.id()).log("Message not delivered yet: {}", trouble);
            }
            case Postman.Outcome.NotNow(var trouble) -> abandon(message.id(), trouble);
            case Postman.Outcome.Never(var trouble) -> abandon(message.id(), trouble);
        }
    }

    private void abandon(UUID message, String trouble) {
        outbox.giveUp(message, trouble);
        log.atWarn().addKeyValue("message", message).log("Message undeliverable: {}", trouble);
    }

    /// 30 seconds, doubled with each attempt.
    static Duration pause(int attempts) {
        var pause = Duration.ofSeconds(30).multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
