package wariin.ca.authority;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the certification authority is named and what it issues; names are fixed by the key ceremony.
///
/// @param rsaAuthority whether an RSA authority is made for persons too, for readers that know nothing else
/// @param postQuantum whether the tree of ML-DSA keys is made
/// @param ceremony whether the roots are made here at the first start, or elsewhere
/// @param shards into how many lists an authority divides its revocations when it is made
/// @param repositoryUrl where certificates say that lists and answers are; the site's own address if absent
/// @param policyArc below which the platform names its own policies
@ConfigurationProperties("wariin.ca")
public record CaSettings(
        @DefaultValue("JP") String country,
        @DefaultValue("Wariin") String organisation,
        @DefaultValue("false") boolean rsaAuthority,
        @DefaultValue("true") boolean postQuantum,
        @DefaultValue("automatic") Ceremony ceremony,
        @DefaultValue("128") int shards,
        @DefaultValue("730d") Duration subscriberValidity,
        @Nullable String repositoryUrl,

        @DefaultValue("2.25.38907951887363738810369757394255193691")
        PolicyArc policyArc) {

    /// How the roots come to be.
    public enum Ceremony {
        /// Made by the first start and kept by this platform, as everything else.
        AUTOMATIC,
        /// Kept where there is no network; this platform writes requests and waits for the certificates.
        OFFLINE
    }

    public CaSettings {
        if (shards < 1 || shards > 256) throw new IllegalArgumentException("wariin.ca.shards is from 1 to 256");
    }
}
