package wariin.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message in the outbox. Its body is gone once a mail server has taken it.
public record OutboxMessage(
        UUID id,
        String recipient,
        String locale,
        String subject,
        @Nullable String body,
        State state,
        int attempts,
        Instant createdAt,
        Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable String trouble) {

    /// How far it got.
    public enum State {
        WAITING,
        DELIVERED,
        UNDELIVERABLE
    }
}
