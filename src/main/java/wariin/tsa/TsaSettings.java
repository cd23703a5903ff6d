package wariin.tsa;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What time-stamps promise (EN 319 421, 7.7.1: an accuracy of one second or better).
///
/// @param policy the policy named in each token; the default is the platform's own
/// @param fence how long no time is certified after the clock has jumped
@ConfigurationProperties("wariin.tsa")
record TsaSettings(
        @DefaultValue("2.25.38907951887363738810369757394255193691.2.1")
        String policy,

        @DefaultValue("500ms") Duration accuracy,
        @DefaultValue("60s") Duration fence) {}
