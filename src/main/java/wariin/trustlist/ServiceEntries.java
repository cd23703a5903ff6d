package wariin.trustlist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.register.Provider;
import wariin.register.ProviderId;
import wariin.register.RegisterState;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceCertificate;
import wariin.register.ServiceDescription;
import wariin.register.StatusEvent;
import wariin.tsl.Extension;
import wariin.tsl.Extension.AdditionalInformation;
import wariin.tsl.FineStatus;
import wariin.tsl.LangText;
import wariin.tsl.ServiceState;
import wariin.tsl.ServiceState.Identity;
import wariin.tsl.TrustService;
import wariin.tsl.TrustService.SupplyPoint;
import wariin.tsl.TrustServiceProvider;
import wariin.x509.Certificates;

/// The entries of one provider: one for each key of a service, or one for a service without keys (TS 119 612, 5.5).
///
/// A state begins at the issue of the list that first shows it; what the list before said of the past is kept.
final class ServiceEntries {

    /// The reason for an entry that ends because the service no longer uses that key.
    private static final String KEY_ENDED = "key-ended";

    private final Manuscript from;
    private final Map<ProviderId, Provider> providers;
    private final Map<String, TrustService> before = new LinkedHashMap<>();
    private final List<TrustService> entries = new ArrayList<>();

    ServiceEntries(Manuscript from, @Nullable TrustServiceProvider last, Map<ProviderId, Provider> providers) {
        this.from = from;
        this.providers = providers;
        if (last != null) last.services().forEach(entry -> before.put(name(entry.current()), entry));
    }

    void add(RegisterState.ServiceState service) {
        for (var identity : identities(service)) {
            var state = state(service, identity);
            entries.add(entry(service, state, before.remove(name(state))));
        }
    }

    /// With what the list before showed and the register does not: such an entry ends, and stays.
    List<TrustService> all() {
        for (var gone : before.values()) entries.add(ended(gone));
        return from.closing() ? entries.stream().map(this::expired).toList() : List.copyOf(entries);
    }

    private TrustService entry(RegisterState.ServiceState service, ServiceState state, @Nullable TrustService last) {
        var described = service.description();
        var history = List.<ServiceState>of();
        if (last != null) {
            // A key that left and came back was something else meanwhile.
            var same = FineStatus.of(last.current()).equals(FineStatus.of(state));
            var known = same && from.announced().contains(service.current().id());
            history = known ? last.history() : past(last);
            state = as(state, last.current(), known);
        }
        return new TrustService(
                state,
                List.of(),
                described.supplyPoints().stream()
                        .map(uri -> new SupplyPoint(uri, null))
                        .toList(),
                LangText.of(described.definitionUri(), described.definitionUri()),
                history);
    }

    /// The entry goes on as what it was: the address that stands for a service without keys stays, also when the site
    /// moves; and a known state keeps its begin.
    private static ServiceState as(ServiceState state, ServiceState last, boolean known) {
        var identity = state.identity().certificates().isEmpty() ? last.identity() : state.identity();
        var start = known ? last.start() : state.start();
        return new ServiceState(state.type(), state.names(), identity, state.status(), start, state.extensions());
    }

    private ServiceState state(RegisterState.ServiceState service, Identity identity) {
        var described = service.description();
        var event = service.current();
        return new ServiceState(
                type(described),
                LangText.of(described.name().ja(), described.name().en()),
                identity,
                fine(event.status()).coarse(),
                from.issued(),
                extensions(event));
    }

    private List<Extension> extensions(StatusEvent event) {
        var extensions = new ArrayList<Extension>();
        extensions.add(new AdditionalInformation(fine(event.status()).uri(), event.reason()));
        extensions.add(
                new AdditionalInformation(FineStatus.NUMBER, event.number().toString()));
        extensions.add(new AdditionalInformation(FineStatus.CRITERIA, event.criteriaVersion()));
        extensions.add(new AdditionalInformation(
                FineStatus.VALID_UNTIL, event.validUntil().toString()));
        var successor = event.successor() == null ? null : providers.get(event.successor());
        if (successor != null) extensions.add(takenOver(successor));
        return extensions;
    }

    private Extension takenOver(Provider successor) {
        var name = successor.description().name();
        var scheme = from.scheme();
        return new Extension.TakenOverBy(
                false,
                new LangText("en", scheme.url(ListBuilder.page(successor.id()))),
                LangText.of(name.ja(), name.en()),
                LangText.of(scheme.operator().ja(), scheme.operator().en()),
                scheme.territory());
    }

    private List<Identity> identities(RegisterState.ServiceState service) {
        var byKey = new LinkedHashMap<String, List<byte[]>>();
        for (var der : service.description().certificates()) {
            byKey.computeIfAbsent(ServiceCertificate.of(der).keySha256(), _ -> new ArrayList<>())
                    .add(der);
        }
        if (byKey.isEmpty()) {
            return List.of(Identity.of(from.scheme().url("/register/services/" + service.id())));
        }
        return byKey.values().stream()
                .map(ders -> Identity.of(ders.stream().map(Certificates::parse).toList()))
                .toList();
    }

    private String type(ServiceDescription described) {
        var type = from.serviceTypes().get(described.target());
        if (type == null) throw new IllegalStateException("No service type is known for " + described.target());
        return type;
    }

    /// What an entry is known by from list to list: its type with its key or address.
    private static String name(ServiceState state) {
        var identity = state.identity();
        var address = String.join(" ", identity.otherUris()).replaceAll("https?://[^/ ]+", "");
        return state.type() + " " + (identity.keyIdentifier() == null ? address : identity.keyIdentifier());
    }

    private static List<ServiceState> past(TrustService last) {
        return last.states().stream().map(ServiceState::past).toList();
    }

    private TrustService ended(TrustService gone) {
        var fine = FineStatus.of(gone.current()).orElseThrow();
        if (fine == FineStatus.WITHDRAWN || fine == FineStatus.EXPIRED) return gone;
        return changed(gone, FineStatus.WITHDRAWN, KEY_ENDED);
    }

    /// The closed list says of every service that it expired (TS 119 612, 5.3.15).
    private TrustService expired(TrustService entry) {
        var fine = FineStatus.of(entry.current()).orElseThrow();
        return fine == FineStatus.EXPIRED ? entry : changed(entry, FineStatus.EXPIRED, "scheme-closed");
    }

    private TrustService changed(TrustService entry, FineStatus fine, String reason) {
        var last = entry.current();
        var extensions = new ArrayList<Extension>();
        extensions.add(new AdditionalInformation(fine.uri(), reason));
        for (var extension : last.extensions()) {
            if (extension instanceof AdditionalInformation(var _, var uri, var _)
                    && uri.text().equals(FineStatus.of(last).orElseThrow().uri())) continue;
            extensions.add(extension);
        }
        var state =
                new ServiceState(last.type(), last.names(), last.identity(), fine.coarse(), from.issued(), extensions);
        // A state that this very list would have begun was never true.
        var history = last.start().equals(from.issued()) ? entry.history() : past(entry);
        return new TrustService(
                state, entry.schemeDefinitionUris(), entry.supplyPoints(), entry.providerDefinitionUris(), history);
    }

    private static FineStatus fine(RegistrationStatus status) {
        return switch (status) {
            case REGISTERED -> FineStatus.REGISTERED;
            case SUSPENDED -> FineStatus.SUSPENDED;
            case WITHDRAWN -> FineStatus.WITHDRAWN;
            case EXPIRED -> FineStatus.EXPIRED;
        };
    }
}
