package wariin.tsa;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What time-stamps promise, and by whose clock (`wariin.tsa`; EN 319 421, 7.7.1: an accuracy of one second or
/// better).
///
/// @param policy the policy named in each token; the default is the platform's own
/// @param policies other policies by the name of the unit
/// @param accuracy what tokens promise; no token where the clock may be further off
/// @param alarm the offset from which on the operator is told
/// @param fence how long no time is certified after the clock was set
/// @param clock whose word on the clock counts
/// @param ntpServers own time servers, `host` or `host:port`, asked every second
/// @param named whether tokens of `/tsa` carry the unit's name; those inside documents never do
/// @param qualified whether tokens state that they are qualified (EN 319 422, 9.1)
/// @param unrecorded for how long tokens are issued that cannot be written down, as while the database is away
/// @param alarmTo mail addresses that are told of trouble with the clock
@ConfigurationProperties("wariin.tsa")
record TsaSettings(
        @DefaultValue("2.25.38907951887363738810369757394255193691.2.1")
        String policy,

        @DefaultValue Map<String, String> policies,
        @DefaultValue("500ms") Duration accuracy,
        @DefaultValue("100ms") Duration alarm,
        @DefaultValue("60s") Duration fence,
        @DefaultValue("system") Source clock,
        @DefaultValue List<String> ntpServers,
        @DefaultValue("true") boolean named,
        @DefaultValue("false") boolean qualified,
        @DefaultValue("60s") Duration unrecorded,
        @DefaultValue List<String> alarmTo) {

    enum Source {
        SYSTEM,
        NTP
    }

    /// All generations of a unit stamp under its policy, unless one has its own.
    String policyOf(String unit, String line) {
        return policies.getOrDefault(unit, policies.getOrDefault(line, policy));
    }

    ClockGuard.Limits limits() {
        return new ClockGuard.Limits(accuracy, alarm, fence);
    }
}
