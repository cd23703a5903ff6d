package wariin.inspection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.register.ServiceId;

/// Which services of the register are this platform's own.
@Repository
class OwnServiceRegister {

    private final JdbcClient jdbc;

    OwnServiceRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Own(String target, ServiceId service, @Nullable UUID application) {}

    /// Waits for whoever describes them just now.
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('inspection:own'))")
                .query((_, _) -> true)
                .single();
    }

    List<Own> all() {
        return jdbc.sql("select target, service_id, case_id from inspection_own_service order by made_at, target")
                .query((row, _) -> new Own(
                        row.getString("target"),
                        new ServiceId(row.getObject("service_id", UUID.class)),
                        row.getObject("case_id", UUID.class)))
                .list();
    }

    void add(String target, ServiceId service, Instant at) {
        jdbc.sql("""
                        insert into inspection_own_service (target, service_id, made_at) values (:target, :service, :at)
                        """)
                .param("target", target)
                .param("service", service.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void applied(String target, UUID application) {
        jdbc.sql("update inspection_own_service set case_id = :id where target = :target and case_id is null")
                .param("id", application)
                .param("target", target)
                .update();
    }
}
