package wariin.assessment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;

/// The grants of scheme roles. A grant is ended, never deleted: who could act when stays known.
@Repository
class SchemeRegister {

    record Row(UserId user, SchemeRole role, Instant since) {}

    private final JdbcClient jdbc;

    SchemeRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<SchemeRole> of(UserId user) {
        var roles = EnumSet.noneOf(SchemeRole.class);
        jdbc.sql("select role from assessment_scheme_role where user_id = :user and ended_at is null")
                .param("user", user.value())
                .query(String.class)
                .list()
                .forEach(role -> roles.add(SchemeRole.valueOf(role)));
        return roles;
    }

    List<Row> all() {
        return jdbc.sql("select user_id, role, granted_at from assessment_scheme_role where ended_at is null")
                .query((row, _) -> new Row(
                        new UserId(row.getObject("user_id", UUID.class)),
                        SchemeRole.valueOf(row.getString("role")),
                        row.getObject("granted_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// False if the person has the role already.
    boolean grant(UserId user, SchemeRole role, UserId by, Instant at) {
        return jdbc.sql("""
                        insert into assessment_scheme_role (id, user_id, role, granted_by, granted_at)
                        values (:id, :user, :role, :by, :at)
                            on conflict (user_id, role) where ended_at is null do nothing
                        """)
                        .param("id", UUID.randomUUID())
                        .param("user", user.value())
                        .param("role", role.name())
                        .param("by", by.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    boolean end(UserId user, SchemeRole role, UserId by, Instant at) {
        return jdbc.sql("""
                        update assessment_scheme_role
                           set ended_at = :at, ended_by = :by
                         where user_id = :user and role = :role and ended_at is null
                        """)
                        .param("user", user.value())
                        .param("role", role.name())
                        .param("by", by.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
