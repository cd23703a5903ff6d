package wariin.tsl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service: its state now and, newest first, the states before (TS 119 612, 5.5 and 5.6).
public record TrustService(
        ServiceState current,
        List<LangText> schemeDefinitionUris,
        List<SupplyPoint> supplyPoints,
        List<LangText> providerDefinitionUris,
        List<ServiceState> history) {

    /// Where the service is offered; from version 6 on with what is found there (5.5.7).
    public record SupplyPoint(String uri, @Nullable String type) {}

    public TrustService {
        schemeDefinitionUris = List.copyOf(schemeDefinitionUris);
        supplyPoints = List.copyOf(supplyPoints);
        providerDefinitionUris = List.copyOf(providerDefinitionUris);
        history = List.copyOf(history);
    }

    /// All states, newest first.
    public List<ServiceState> states() {
        var states = new ArrayList<ServiceState>(history.size() + 1);
        states.add(current);
        states.addAll(history);
        return states;
    }
}
