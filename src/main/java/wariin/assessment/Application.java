package wariin.assessment;

import org.jspecify.annotations.Nullable;
import wariin.register.ProviderDescription;
import wariin.register.ServiceDescription;

/// What the provider says in a case: itself, the service, and why.
///
/// @param disqualification that no ground for exclusion applies to the provider and its officers
/// @param reason what changes, what happened, why it ends: by the kind of the case
public record Application(
        ProviderDescription provider,
        ServiceDescription service,
        boolean disqualification,
        @Nullable String reason) {}
