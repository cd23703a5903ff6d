package wariin.register.job;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.register.ServiceRegister;

/// Ends what has run out and brings out what was held back, every half minute.
@Component
class PassingTime {

    private final ServiceRegister register;

    PassingTime(ServiceRegister register) {
        this.register = register;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "${wariin.register.interval:PT30S}")
    void pass() {
        register.passTime();
    }
}
