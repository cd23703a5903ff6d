package wariin.tsa;

import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Can time be certified now?
@Component
class ClockCheck implements HealthCheck {
    private final TimeStampAuthority authority;

    ClockCheck(TimeStampAuthority authority) {
        this.authority = authority;
    }

    @Override
    public String name() {
        return "Clock";
    }

    @Override
    public Finding look() {
        try {
            authority.requireTime();
            return Finding.healthy("The clock runs evenly; time-stamps are issued.");
        } catch (TimeNotAvailable e) {
            return Finding.sick(
                    e.getMessage() + ".",
                    "Check the time service of this machine; stamps go on a minute after it is steady.");
        }
    }
}
