package wariin.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How operators come to their authority.
///
/// @param rest how long a new operator takes no part in what two decide: time for the others to read of it
/// @param proposals how long a proposal waits for the second operator
@ConfigurationProperties("wariin.operators")
record OperatorSettings(
        @DefaultValue("24h") Duration rest,
        @DefaultValue("7d") Duration proposals) {

    OperatorSettings {
        if (rest.isNegative()) throw new IllegalArgumentException("wariin.operators.rest is not negative");
        if (!proposals.isPositive()) throw new IllegalArgumentException("wariin.operators.proposals is a time");
    }
}
