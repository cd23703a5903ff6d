package wariin.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.register.RegisterState.ProviderState;
import wariin.register.RegisterState.ServiceState;

/// Rebuilds the published state of any time from what was recorded until then.
@Repository
class StateRegister {

    private record Row(ServiceId id, ProviderId provider, ServiceDescription description) {}

    private final JdbcClient sql;

    StateRegister(JdbcClient sql) {
        this.sql = sql;
    }

    RegisterState asOf(Instant at) {
        var events = events(at);
        var services = new HashMap<ProviderId, List<ServiceState>>();
        for (var row : services(at)) {
            var history = events.get(row.id());
            if (history == null) continue;
            services.computeIfAbsent(row.provider(), _ -> new ArrayList<>())
                    .add(new ServiceState(row.id(), row.description(), List.copyOf(history)));
        }
        var providers = new ArrayList<ProviderState>();
        for (var provider : providers(at)) {
            var own = services.get(provider.id());
            if (own == null) continue;
            own.sort(Comparator.comparing(
                            (ServiceState state) -> state.description().name().en())
                    .thenComparing(state -> state.id().value()));
            providers.add(new ProviderState(provider, List.copyOf(own)));
        }
        providers.sort(Comparator.comparing((ProviderState state) ->
                        state.provider().description().name().en())
                .thenComparing(state -> state.provider().id().value()));
        return new RegisterState(at, List.copyOf(providers));
    }

    /// The last time until the given one at which something became visible that had been recorded before; null if none.
    @Nullable
    Instant lastVisible(Instant until) {
        return sql
                .sql("select max(visible_from) from register_status_event where visible_from <= :until")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject(1, OffsetDateTime.class))
                .list()
                .stream()
                .filter(found -> found != null)
                .map(OffsetDateTime::toInstant)
                .findFirst()
                .orElse(null);
    }

    private Map<ServiceId, List<StatusEvent>> events(Instant at) {
        var found = sql.sql("select " + StatusRegister.COLUMNS + """
                          from register_status_event
                         where visible_from <= :at
                         order by service_id, effective_at desc, recorded_at desc
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(StatusRegister::event)
                .list();
        var events = new LinkedHashMap<ServiceId, List<StatusEvent>>();
        for (var event : found) {
            events.computeIfAbsent(event.service(), _ -> new ArrayList<>()).add(event);
        }
        return events;
    }

    private List<Row> services(Instant at) {
        return sql.sql("""
                        select distinct on (v.service_id) v.service_id, s.provider_id, v.content
                          from register_service_version v join register_service s on s.id = v.service_id
                         where v.recorded_at <= :at
                         order by v.service_id, v.recorded_at desc
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Row(
                        new ServiceId(row.getObject("service_id", UUID.class)),
                        new ProviderId(row.getObject("provider_id", UUID.class)),
                        EntryRegister.JSON.readValue(row.getString("content"), ServiceDescription.class)))
                .list();
    }

    private List<Provider> providers(Instant at) {
        return sql.sql("""
                        select distinct on (p.id) p.id, p.organisation_id, v.content
                          from register_provider p join register_provider_version v on v.provider_id = p.id
                         where v.recorded_at <= :at
                         order by p.id, v.recorded_at desc
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(EntryRegister::provider)
                .list();
    }
}
