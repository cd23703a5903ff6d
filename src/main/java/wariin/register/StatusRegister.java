package wariin.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.journal.EntryId;

/// The events of all registrations, and the serial numbers that were given.
@Repository
class StatusRegister {

    static final String COLUMNS = """
            id, service_id, status, reason, scheme, prefix, serial, term, valid_until, effective_at, recorded_at,
            publish_from, successor_id, decision, criteria_version""";

    private final JdbcClient sql;

    StatusRegister(JdbcClient sql) {
        this.sql = sql;
    }

    /// The next serial of a prefix. Whoever comes meanwhile waits; a transaction that fails gives it back.
    int nextSerial(String prefix, ServiceId service) {
        var serial = sql.sql("""
                        insert into register_serial (prefix, serial) values (:prefix, 1)
                        on conflict (prefix) do update set serial = register_serial.serial + 1
                        returning serial
                        """).param("prefix", prefix).query(Integer.class).single();
        sql.sql("insert into register_number (prefix, serial, service_id) values (:prefix, :serial, :service)")
                .param("prefix", prefix)
                .param("serial", serial)
                .param("service", service.value())
                .update();
        return serial;
    }

    void add(StatusEvent event, Change change, String actor, EntryId entry) {
        var successor = event.successor();
        sql.sql("""
                        insert into register_status_event (id, service_id, change, status, reason, scheme, prefix, serial,
                               term, valid_until, effective_at, recorded_at, publish_from, successor_id, decision,
                               criteria_version, actor, entry)
                        values (:id, :service, :change, :status, :reason, :scheme, :prefix, :serial,
                               :term, :validUntil, :effectiveAt, :recordedAt, :publishFrom, :successor, :decision,
                               :criteriaVersion, :actor, :entry)
                        """)
                .param("id", event.id())
                .param("service", event.service().value())
                .param("change", change.name())
                .param("status", event.status().name())
                .param("reason", event.reason())
                .param("scheme", event.number().scheme())
                .param("prefix", event.number().prefix())
                .param("serial", event.number().serial())
                .param("term", event.number().term())
                .param("validUntil", event.validUntil())
                .param("effectiveAt", event.effectiveAt().atOffset(ZoneOffset.UTC))
                .param("recordedAt", event.recordedAt().atOffset(ZoneOffset.UTC))
                .param("publishFrom", event.publishFrom().atOffset(ZoneOffset.UTC))
                .param("successor", successor == null ? null : successor.value())
                .param("decision", event.decision())
                .param("criteriaVersion", event.criteriaVersion())
                .param("actor", actor)
                .param("entry", entry.toString())
                .update();
    }

    /// An event with the change that made it.
    record Recorded(StatusEvent event, Change change) {}

    /// In the order in which they take effect, the newest first.
    List<Recorded> all(ServiceId service) {
        return sql.sql("select change, " + COLUMNS + """
                          from register_status_event
                         where service_id = :service
                         order by effective_at desc, recorded_at desc
                        """)
                .param("service", service.value())
                .query((row, number) -> new Recorded(event(row, number), Change.valueOf(row.getString("change"))))
                .list();
    }

    /// Services whose last registration ended before the day, but whose last event does not say so.
    List<ServiceId> due(LocalDate day, Instant now) {
        return sql.sql("""
                        select service_id
                          from (select distinct on (service_id) service_id, status, valid_until
                                  from register_status_event
                                 where effective_at <= :now
                                 order by service_id, effective_at desc, recorded_at desc) as latest
                         where valid_until < :day and status in ('REGISTERED', 'SUSPENDED')
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("day", day)
                .query((row, _) -> new ServiceId(row.getObject("service_id", UUID.class)))
                .list();
    }

    /// Whether anything became visible after a time and until another without having been recorded then.
    boolean anyVisible(Instant after, Instant until) {
        return sql.sql("""
                        select exists (select 1 from register_status_event
                                        where visible_from > :after and visible_from <= :until
                                          and visible_from > recorded_at)
                        """)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    Optional<EntryId> proof(UUID event) {
        return sql.sql("select entry from register_status_event where id = :id")
                .param("id", event)
                .query(String.class)
                .optional()
                .map(EntryId::of);
    }

    static StatusEvent event(ResultSet row, int number) throws SQLException {
        var successor = row.getObject("successor_id", UUID.class);
        return new StatusEvent(
                row.getObject("id", UUID.class),
                new ServiceId(row.getObject("service_id", UUID.class)),
                RegistrationStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                new RegistrationNumber(
                        row.getString("scheme"), row.getString("prefix"), row.getInt("serial"), row.getInt("term")),
                row.getObject("valid_until", LocalDate.class),
                row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("publish_from", OffsetDateTime.class).toInstant(),
                successor == null ? null : new ProviderId(successor),
                row.getString("decision"),
                row.getString("criteria_version"));
    }
}
