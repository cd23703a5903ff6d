package wariin.tsl;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a trusted list says, without its signature (TS 119 612, 5.3); without a next update it is closed (5.3.15).
/// Times are whole seconds (5.1.3).
public record TrustedList(
        SchemeInformation scheme,
        long sequence,
        Instant issued,
        @Nullable Instant nextUpdate,
        List<TrustServiceProvider> providers) {

    public TrustedList {
        issued = issued.truncatedTo(ChronoUnit.SECONDS);
        nextUpdate = nextUpdate == null ? null : nextUpdate.truncatedTo(ChronoUnit.SECONDS);
        providers = List.copyOf(providers);
    }

    public boolean closed() {
        return nextUpdate == null;
    }
}
