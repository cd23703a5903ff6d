package wariin.identity;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets what has run out. Nothing depends on it: what is too old counts for nothing before it is swept.
@Component
class Forgetting {

    private static final Duration TICKETS_STAY = Duration.ofDays(2);
    private static final Duration ATTEMPTS_STAY = Duration.ofDays(1);

    private final Sessions sessions;
    private final PasskeyRegister passkeys;
    private final TicketRegister tickets;
    private final ProviderRegister providers;
    private final AttemptJournal attempts;
    private final Clock clock;

    Forgetting(
            Sessions sessions,
            PasskeyRegister passkeys,
            TicketRegister tickets,
            ProviderRegister providers,
            AttemptJournal attempts,
            Clock clock) {
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.tickets = tickets;
        this.providers = providers;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT15M")
    void sweep() {
        var now = clock.instant();
        sessions.sweep();
        passkeys.sweep(now);
        tickets.sweep(now.minus(TICKETS_STAY));
        providers.sweep(now);
        attempts.sweep(now.minus(ATTEMPTS_STAY));
    }
}
