package wariin.ca;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the certification authority is named and what it issues; names are fixed by the key ceremony.
///
/// @param repositoryUrl where certificates say that lists and answers are; the site's own address if absent
@ConfigurationProperties("wariin.ca")
record CaSettings(
        @DefaultValue("JP") String country,
        @DefaultValue("Wariin") String organisation,
        @DefaultValue("false") boolean rsaAuthority,
        @DefaultValue("730d") Duration subscriberValidity,
        @Nullable String repositoryUrl) {}
