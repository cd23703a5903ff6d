package wariin.ra.desk;

import static wariin.ra.desk.Columns.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;

/// What desks may register for. Renewed evidence is a row of its own; the old one ends and stays.
@Repository
class ScopeRegister {

    private final JdbcClient jdbc;

    ScopeRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ScopeItem> of(DeskId desk) {
        return jdbc.sql("""
                        select id, kind, value, method, verifier_id, verified_at
                          from ra_scope where desk_id = :desk and ended_at is null order by kind, value
                        """)
                .param("desk", desk.value())
                .query((row, _) -> {
                    var kind = ScopeItem.Kind.valueOf(row.getString("kind"));
                    var at = row.getObject("verified_at", OffsetDateTime.class).toInstant();
                    return new ScopeItem(
                            row.getObject("id", UUID.class),
                            kind,
                            row.getString("value"),
                            row.getString("method"),
                            row.getString("verifier_id"),
                            at,
                            EvidenceClock.scopeUntil(kind, at));
                })
                .list();
    }

    void add(DeskId desk, ScopeItem.Kind kind, String value, String method, UserId verifier, Instant now) {
        jdbc.sql("""
                        update ra_scope set ended_at = :now
                         where desk_id = :desk and kind = :kind and value = :value and ended_at is null
                        """)
                .param("desk", desk.value())
                .param("kind", kind.name())
                .param("value", value)
                .param("now", utc(now))
                .update();
        jdbc.sql("""
                        insert into ra_scope (id, desk_id, kind, value, method, verifier_id, verified_at)
                        values (:id, :desk, :kind, :value, :method, :verifier, :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("desk", desk.value())
                .param("kind", kind.name())
                .param("value", value)
                .param("method", method)
                .param("verifier", verifier.value())
                .param("now", utc(now))
                .update();
    }

    /// What ended; empty if there is no such item now.
    Optional<String> end(DeskId desk, UUID item, Instant now) {
        return jdbc.sql("""
                        update ra_scope set ended_at = :now
                         where id = :id and desk_id = :desk and ended_at is null
                        returning kind || ' ' || value
                        """)
                .param("id", item)
                .param("desk", desk.value())
                .param("now", utc(now))
                .query(String.class)
                .optional();
    }
}
