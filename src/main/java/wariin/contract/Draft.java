package wariin.contract;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the sender has filled in so far: the terms, and the parties in their order.
public record Draft(Contract.Terms terms, List<Side> parties) {

    /// A party as the sender names it; of the sender's own only the place counts.
    public record Side(
            boolean sender,
            String email,
            String name,
            @Nullable String organisation,
            Locale language,
            @Nullable Place place) {}
}
