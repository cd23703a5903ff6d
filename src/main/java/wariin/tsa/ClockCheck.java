package wariin.tsa;

import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Can time be certified now?
@Component
class ClockCheck implements HealthCheck {
    private static final String WATCH = "Check the time service of this machine (chronyc tracking, timedatectl) and the"
            + " servers in wariin.tsa.ntp-servers; stamps go on by themselves when the clock is right and steady.";

    private final TimeStampAuthority authority;
    private final ClockGuard guard;

    ClockCheck(TimeStampAuthority authority, ClockWatch watch) {
        this.authority = authority;
        this.guard = watch.guard();
    }

    @Override
    public String name() {
        return "Clock";
    }

    @Override
    public Finding look() {
        try {
            authority.requireTime();
        } catch (TimeNotAvailable e) {
            return Finding.sick(e.getMessage() + ".", WATCH);
        }
        if (guard.drifts()) return Finding.watch("The clock drifts; time-stamps are still issued.", WATCH);
        var offset = guard.lease().map(ClockLease::offset);
        return Finding.healthy(offset.map(known -> "The clock is within "
                        + Math.max(1, known.abs().toMillis()) + " ms of its sources; time-stamps are issued.")
                .orElse("The clock runs evenly, though nothing says how far from UTC; time-stamps are issued."));
    }
}
