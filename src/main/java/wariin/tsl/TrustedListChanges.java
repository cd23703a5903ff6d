package wariin.tsl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What changed from one list to another: services are followed by their type and key, providers by their name.
public final class TrustedListChanges {

    public enum Kind {
        SCHEME_CHANGED,
        PROVIDER_ADDED,
        PROVIDER_CHANGED,
        PROVIDER_REMOVED,
        SERVICE_ADDED,
        STATUS_CHANGED,
        SERVICE_CHANGED,
        HISTORY_CHANGED,
        SERVICE_REMOVED
    }

    /// One change: of whom, of which service (in their languages), of which field, from what to what.
    public record Change(
            Kind kind,
            List<LangText> provider,
            List<LangText> service,
            String field,
            @Nullable String before,
            @Nullable String after) {}

    private record Placed(TrustServiceProvider provider, TrustService service) {}

    private final List<Change> changes = new ArrayList<>();
    private List<LangText> provider = List.of();
    private List<LangText> service = List.of();

    private TrustedListChanges() {}

    /// Sequence number and issue time always change, and are left out.
    public static List<Change> between(TrustedList before, TrustedList after) {
        var changes = new TrustedListChanges();
        changes.scheme(before, after);
        changes.providers(before, after);
        changes.services(before, after);
        return List.copyOf(changes.changes);
    }

    private void scheme(TrustedList before, TrustedList after) {
        field(Kind.SCHEME_CHANGED, "NextUpdate", before.nextUpdate(), after.nextUpdate());
        fields(Kind.SCHEME_CHANGED, FieldTexts.of(before.scheme()), FieldTexts.of(after.scheme()));
    }

    private void providers(TrustedList before, TrustedList after) {
        var old = providers(before);
        var now = providers(after);
        now.forEach((name, later) -> {
            provider = later.names();
            var earlier = old.get(name);
            if (earlier == null) add(Kind.PROVIDER_ADDED, "", null, name);
            else fields(Kind.PROVIDER_CHANGED, FieldTexts.of(earlier), FieldTexts.of(later));
        });
        old.forEach((name, earlier) -> {
            provider = earlier.names();
            if (!now.containsKey(name)) add(Kind.PROVIDER_REMOVED, "", name, null);
        });
    }

    private void services(TrustedList before, TrustedList after) {
        var old = services(before);
        var now = services(after);
        now.forEach((key, later) -> {
            provider = later.provider().names();
            service = later.service().current().names();
            var earlier = old.get(key);
            if (earlier == null)
                add(
                        Kind.SERVICE_ADDED,
                        "ServiceStatus",
                        null,
                        status(later.service().current()));
            else service(earlier, later);
        });
        old.forEach((key, earlier) -> {
            provider = earlier.provider().names();
            service = earlier.service().current().names();
            if (!now.containsKey(key)) {
                add(
                        Kind.SERVICE_REMOVED,
                        "ServiceStatus",
                        status(earlier.service().current()),
                        null);
            }
        });
    }

    private void service(Placed earlier, Placed later) {
        var before = earlier.service();
        var after = later.service();
        var restarted = !before.current().start().equals(after.current().start());
        if (restarted || !status(before.current()).equals(status(after.current()))) {
            add(Kind.STATUS_CHANGED, "ServiceStatus", status(before.current()), status(after.current()));
        }
        var name = LangText.in("en", earlier.provider().names());
        field(Kind.SERVICE_CHANGED, "TSPName", name, LangText.in("en", provider));
        fields(Kind.SERVICE_CHANGED, FieldTexts.of(before), FieldTexts.of(after));
        var kept = restarted ? past(before) : before.history();
        if (!tail(after.history(), kept.size()).equals(kept)) {
            add(Kind.HISTORY_CHANGED, "ServiceHistory", sizes(kept), sizes(after.history()));
        }
    }

    /// What the next list must have kept: the state that was, and those before.
    private static List<ServiceState> past(TrustService service) {
        return service.states().stream()
                .map(state -> state.identity().certificates().isEmpty() ? state : state.past())
                .toList();
    }

    private static List<ServiceState> tail(List<ServiceState> states, int size) {
        return states.subList(Math.max(0, states.size() - size), states.size());
    }

    private static String sizes(List<ServiceState> states) {
        return Integer.toString(states.size());
    }

    /// The fine status with its reason where there is one, else the coarse.
    private static String status(ServiceState state) {
        var fine = FineStatus.of(state).orElse(null);
        if (fine == null) return state.status();
        return (fine.name() + " " + state.additional(fine.uri()).orElse("")).strip();
    }

    private void fields(Kind kind, Map<String, String> before, Map<String, String> after) {
        after.forEach((name, text) -> field(kind, name, before.get(name), text));
        before.forEach((name, text) -> {
            if (!after.containsKey(name)) add(kind, name, text, null);
        });
    }

    private void field(Kind kind, String field, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) return;
        add(kind, field, before == null ? null : before.toString(), after == null ? null : after.toString());
    }

    private void add(Kind kind, String field, @Nullable String before, @Nullable String after) {
        changes.add(new Change(kind, provider, service, field, before, after));
    }

    private static Map<String, TrustServiceProvider> providers(TrustedList list) {
        var providers = new LinkedHashMap<String, TrustServiceProvider>();
        for (var provider : list.providers()) providers.put(LangText.in("en", provider.names()), provider);
        return providers;
    }

    private static Map<String, Placed> services(TrustedList list) {
        var services = new LinkedHashMap<String, Placed>();
        for (var provider : list.providers()) {
            for (var service : provider.services()) {
                services.put(ServiceKey.of(service.current()), new Placed(provider, service));
            }
        }
        return services;
    }
}
