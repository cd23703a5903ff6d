package wariin.assessment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;

/// Who is appointed to a case, and what they declared. An appointment is ended, never deleted.
@Repository
class CasePeopleRegister {

    private final JdbcClient jdbc;

    CasePeopleRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All appointments of a case, ended ones too, the first one first.
    List<Appointment> appointments(CaseId id) {
        return jdbc.sql("""
                        select user_id, role, appointed_at, ended_at from assessment_appointment
                         where case_id = :id order by appointed_at, id
                        """)
                .param("id", id.value())
                .query((row, _) -> {
                    var ended = row.getObject("ended_at", OffsetDateTime.class);
                    return new Appointment(
                            new UserId(row.getObject("user_id", UUID.class)),
                            CaseActor.valueOf(row.getString("role")),
                            row.getObject("appointed_at", OffsetDateTime.class).toInstant(),
                            ended == null ? null : ended.toInstant());
                })
                .list();
    }

    void appoint(CaseId id, UserId user, CaseActor role, UserId by, Instant at) {
        jdbc.sql("""
                        insert into assessment_appointment (id, case_id, user_id, role, appointed_by, appointed_at)
                        values (:id, :case, :user, :role, :by, :at)
                            on conflict (case_id, user_id, role) where ended_at is null do nothing
                        """)
                .param("id", UUID.randomUUID())
                .param("case", id.value())
                .param("user", user.value())
                .param("role", role.name())
                .param("by", by.value())
                .param("at", CaseRegister.utc(at))
                .update();
    }

    boolean end(CaseId id, UserId user, CaseActor role, Instant at) {
        return jdbc.sql("""
                        update assessment_appointment set ended_at = :at
                         where case_id = :case and user_id = :user and role = :role and ended_at is null
                        """)
                        .param("case", id.value())
                        .param("user", user.value())
                        .param("role", role.name())
                        .param("at", CaseRegister.utc(at))
                        .update()
                > 0;
    }

    void endAll(CaseId id, CaseActor role, Instant at) {
        jdbc.sql("""
                        update assessment_appointment set ended_at = :at
                         where case_id = :case and role = :role and ended_at is null
                        """)
                .param("case", id.value())
                .param("role", role.name())
                .param("at", CaseRegister.utc(at))
                .update();
    }

    List<ConflictDeclaration> declarations(CaseId id) {
        return jdbc.sql("""
                        select user_id, conflict, statement, declared_at from assessment_conflict_declaration
                         where case_id = :id order by declared_at, id
                        """)
                .param("id", id.value())
                .query((row, _) -> new ConflictDeclaration(
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getBoolean("conflict"),
                        row.getString("statement"),
                        row.getObject("declared_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void declare(CaseId id, ConflictDeclaration declaration) {
        jdbc.sql("""
                        insert into assessment_conflict_declaration
                               (id, case_id, user_id, conflict, statement, declared_at)
                        values (:id, :case, :user, :conflict, :statement, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", id.value())
                .param("user", declaration.user().value())
                .param("conflict", declaration.conflict())
                .param("statement", declaration.statement())
                .param("at", CaseRegister.utc(declaration.at()))
                .update();
    }
}
