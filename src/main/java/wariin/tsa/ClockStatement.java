package wariin.tsa;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import wariin.tsa.TimeSource.Reading;

/// What the disclosure statement says of the clock: from the configuration in force, and no more than is true (EN 319
/// 421, 6.3).
@Service
public class ClockStatement {

    /// @param comparison with what the clock is compared now
    /// @param servers the time servers that are asked, if the platform asks by itself
    /// @param accuracy what tokens promise
    /// @param lease how long the right to certify time lasts without a new look at the clock
    /// @param fence how long no token is made after the clock was set
    public record Terms(
            Comparison comparison,
            List<String> servers,
            Duration accuracy,
            Duration alarm,
            Duration lease,
            Duration largestStep,
            Duration fence,
            boolean qualified) {}

    public enum Comparison {
        /// Several time servers, of which most must agree.
        SERVERS,
        /// What this machine's time service tells the kernel.
        TIME_SERVICE,
        /// Nothing: only jumps are noticed, and the operator answers for the rest.
        NONE
    }

    private final TsaSettings settings;
    private final KernelClock kernel = new KernelClock();

    ClockStatement(TsaSettings settings) {
        this.settings = settings;
    }

    public Terms terms() {
        return new Terms(
                comparison(),
                settings.clock() == TsaSettings.Source.NTP ? settings.ntpServers() : List.of(),
                settings.accuracy(),
                settings.alarm(),
                ClockLease.LONGEST,
                ClockGuard.LARGEST_STEP,
                settings.fence(),
                settings.qualified());
    }

    /// The policy that tokens of a unit name.
    public String policyOf(String unit, String line) {
        return settings.policyOf(unit, line);
    }

    private Comparison comparison() {
        if (settings.clock() == TsaSettings.Source.NTP) return Comparison.SERVERS;
        return kernel.read() instanceof Reading.Known ? Comparison.TIME_SERVICE : Comparison.NONE;
    }
}
