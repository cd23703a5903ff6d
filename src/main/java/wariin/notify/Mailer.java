package wariin.notify;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes messages to people: a row in the outbox within the caller's transaction, so no act is announced that did not
/// happen.
@Service
public class Mailer {

    private final Letters letters;
    private final OutboxRegister outbox;
    private final Clock clock;

    Mailer(Letters letters, OutboxRegister outbox, Clock clock) {
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void send(Mail mail) {
        var letter = letters.write(mail);
        outbox.add(UUID.randomUUID(), mail, letter, clock.instant());
    }
}
