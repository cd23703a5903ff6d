package wariin.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that was published at one time: providers by name, their services by name.
public record RegisterState(Instant asOf, List<ProviderState> providers) {

    /// A provider with those of its services that are published.
    public record ProviderState(Provider provider, List<ServiceState> services) {}

    /// A service with its published events, the newest first; there is always one.
    public record ServiceState(ServiceId id, ServiceDescription description, List<StatusEvent> events) {

        public StatusEvent current() {
            return events.getFirst();
        }
    }

    public Optional<ProviderState> provider(ProviderId id) {
        return providers.stream()
                .filter(state -> state.provider().id().equals(id))
                .findFirst();
    }

    public Optional<ServiceState> service(ServiceId id) {
        return listed(id).map(Listed::service);
    }

    /// A service with its provider.
    public Optional<Listed> listed(ServiceId id) {
        for (var provider : providers) {
            for (var service : provider.services()) {
                if (service.id().equals(id)) return Optional.of(new Listed(provider.provider(), service));
            }
        }
        return Optional.empty();
    }
}
