package wariin.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Ends contracts whose deadline has passed, and acts of signing that died or were never taken up.
@Component
class ContractSweeper {

    /// Longer than any act takes, and than a prompt is valid.
    private static final Duration LONGEST_ACT = Duration.ofMinutes(2);
    private static final Duration LONGEST_PROMPT = Duration.ofMinutes(15);

    private final ContractRegister register;
    private final ActRegister acts;
    private final Contracts contracts;
    private final Clock clock;

    ContractSweeper(ContractRegister register, ActRegister acts, Contracts contracts, Clock clock) {
        this.register = register;
        this.acts = acts;
        this.contracts = contracts;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT30S")
    void sweep() {
        sweep(clock.instant());
    }

    void sweep(Instant now) {
        acts.abandonStartedBefore(now.minus(LONGEST_ACT), now);
        acts.abandonPreparedBefore(now.minus(LONGEST_PROMPT), now);
        for (var overdue : register.overdue(now)) {
            contracts.expire(overdue.id());
        }
    }
}
