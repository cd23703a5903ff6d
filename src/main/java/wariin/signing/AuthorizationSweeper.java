package wariin.signing;

import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Burns reserved hashes whose act died, expires those that nobody activated, and ends what belonged to them.
@Component
class AuthorizationSweeper {

    /// Longer than any act of signing takes.
    static final Duration LONGEST_ACT = Duration.ofMinutes(2);

    private final AuthorizationRegister register;
    private final RemoteSignature signatures;
    private final Credentials credentials;
    private final Credentials.Writing writing;

    AuthorizationSweeper(
            AuthorizationRegister register,
            RemoteSignature signatures,
            Credentials credentials,
            Credentials.Writing writing) {
        this.register = register;
        this.signatures = signatures;
        this.credentials = credentials;
        this.writing = writing;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT30S")
    void sweep() {
        sweep(writing.clock().instant());
    }

    void sweep(Instant now) {
        register.expire(now);
        for (var stale : register.reservedBefore(now.minus(LONGEST_ACT))) {
            signatures.burn(stale.id(), "the act did not end");
        }
        credentials.sweep(now);
    }
}
