package wariin.notify;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;

/// The messages of this installation, for the administrator who operates it.
@Service
public class Outbox {

    private final OutboxRegister register;
    private final ObjectProvider<JavaMailSender> server;
    private final Clock clock;

    Outbox(OutboxRegister register, ObjectProvider<JavaMailSender> server, Clock clock) {
        this.register = register;
        this.server = server;
        this.clock = clock;
    }

    /// False when no mail server is configured: then messages stay here and are handed on by a person.
    public boolean delivers() {
        return server.getIfAvailable() != null;
    }

    public List<OutboxMessage> newest(Instant before, int atMost) {
        return register.newest(before, atMost);
    }

    public Optional<OutboxMessage> find(UUID id) {
        return register.find(id);
    }

    /// Puts a message that could not be delivered back into the queue.
    public boolean again(UUID id) {
        return register.again(id, clock.instant());
    }
}
