package wariin.signing;

import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Burns reserved hashes whose act died, and expires those that nobody activated.
@Component
class AuthorizationSweeper {

    /// Longer than any act of signing takes.
    static final Duration LONGEST_ACT = Duration.ofMinutes(2);

    private final AuthorizationRegister register;
    private final RemoteSignature signatures;
    private final Credentials.Writing writing;

    AuthorizationSweeper(AuthorizationRegister register, RemoteSignature signatures, Credentials.Writing writing) {
        this.register = register;
        this.signatures = signatures;
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
    }
}
