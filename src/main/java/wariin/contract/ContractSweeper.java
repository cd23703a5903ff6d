package wariin.contract;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Ends contracts whose deadline has passed.
@Component
class ContractSweeper {

    private final ContractRegister register;
    private final Contracts contracts;
    private final Clock clock;

    ContractSweeper(ContractRegister register, Contracts contracts, Clock clock) {
        this.register = register;
        this.contracts = contracts;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT60S")
    void sweep() {
        for (var overdue : register.overdue(clock.instant())) {
            contracts.expire(overdue.id());
        }
    }
}
