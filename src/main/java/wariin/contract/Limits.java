package wariin.contract;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much of anything is taken in.
@ConfigurationProperties("wariin.contract")
public record Limits(
        @DefaultValue("268435456") long maxBytes,
        @DefaultValue("5000") int maxPages,
        @DefaultValue("20") int maxParties,
        @DefaultValue("200") int maxTitle,
        @DefaultValue("4000") int maxMessage) {}
