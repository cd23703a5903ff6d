package wariin.assessment;

import org.jspecify.annotations.Nullable;
import wariin.register.ProviderDescription;
import wariin.register.ProviderId;
import wariin.register.Reason;
import wariin.register.ServiceDescription;

/// What a case asks for: the provider and the service as they shall be described, and why.
///
/// @param disqualification the provider's statement that no ground for exclusion applies to it and its officers
/// @param reason what changes, what happened, why it ends: by the kind of the case; may be empty for a new service
/// @param ground the code for a suspension or withdrawal
/// @param successor who takes the service over
public record Application(
        ProviderDescription provider,
        ServiceDescription service,
        boolean disqualification,
        String reason,
        @Nullable Reason ground,
        @Nullable ProviderId successor) {

    static final int LONGEST_REASON = 4000;

    /// A first application.
    public static Application of(ProviderDescription provider, ServiceDescription service) {
        return new Application(provider, service, false, "", null, null);
    }

    public Application stating(boolean disqualification) {
        return new Application(provider, service, disqualification, reason, ground, successor);
    }

    public Application because(String reason) {
        return new Application(provider, service, disqualification, reason.strip(), ground, successor);
    }

    public Application on(Reason ground) {
        return new Application(provider, service, disqualification, reason, ground, successor);
    }

    public Application by(ProviderId successor) {
        return new Application(provider, service, disqualification, reason, ground, successor);
    }

    Application describing(ProviderDescription provider, ServiceDescription service) {
        return new Application(provider, service, disqualification, reason, ground, successor);
    }
}
