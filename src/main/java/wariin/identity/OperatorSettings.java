package wariin.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How operators come to their authority.
///
/// @param rest how long a new operator takes no part in what two decide: time for the others to read of it
/// @param proposals how long a proposal waits for the second operator, or for the holder of the machine
/// @param recoveryRest how long a recovery can still be stopped after the holder of the machine confirmed it
@ConfigurationProperties("wariin.operators")
record OperatorSettings(
        @DefaultValue("24h") Duration rest,
        @DefaultValue("7d") Duration proposals,
        @DefaultValue("72h") Duration recoveryRest) {

    private static final Duration SHORTEST_RECOVERY = Duration.ofHours(72);

    OperatorSettings {
        if (rest.isNegative()) throw new IllegalArgumentException("wariin.operators.rest is not negative");
        if (!proposals.isPositive()) throw new IllegalArgumentException("wariin.operators.proposals is a time");
        // A weekend, at least: who holds the machine sets it, and is one of those from whom it protects.
        if (recoveryRest.compareTo(SHORTEST_RECOVERY) < 0) {
            throw new IllegalArgumentException("wariin.operators.recovery-rest is 72h or longer");
        }
    }
}
