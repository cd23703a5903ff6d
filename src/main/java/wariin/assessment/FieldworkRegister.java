package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;

/// What was checked for completeness in each submission, and the visits.
@Repository
class FieldworkRegister {

    private final JdbcClient jdbc;

    FieldworkRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Checklist.Tick> ticks(CaseId id, int submission) {
        return jdbc.sql("select item, fine, note from assessment_tick where case_id = :id and submission = :submission")
                .param("id", id.value())
                .param("submission", submission)
                .query((row, _) ->
                        new Checklist.Tick(row.getString("item"), row.getBoolean("fine"), row.getString("note")))
                .list();
    }

    void tick(Case item, Checklist.Tick tick, UserId by, Instant at) {
        jdbc.sql("""
                        insert into assessment_tick (case_id, submission, item, fine, note, by_user, at)
                        values (:case, :submission, :item, :fine, :note, :by, :at)
                            on conflict (case_id, submission, item) do update
                           set fine = excluded.fine, note = excluded.note, by_user = excluded.by_user, at = excluded.at
                        """)
                .param("case", item.id().value())
                .param("submission", item.submissions())
                .param("item", tick.item())
                .param("fine", tick.fine())
                .param("note", tick.note())
                .param("by", by.value())
                .param("at", CaseRegister.utc(at))
                .update();
    }

    List<Visit> visits(CaseId id) {
        return jdbc.sql("""
                        select visited_on, place, participants, notes, by_user, at from assessment_visit
                         where case_id = :id order by visited_on, at
                        """)
                .param("id", id.value())
                .query((row, _) -> new Visit(
                        row.getObject("visited_on", LocalDate.class),
                        row.getString("place"),
                        row.getString("participants"),
                        row.getString("notes"),
                        new UserId(row.getObject("by_user", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void add(CaseId id, Visit visit) {
        jdbc.sql("""
                        insert into assessment_visit (id, case_id, visited_on, place, participants, notes, by_user, at)
                        values (:id, :case, :on, :place, :participants, :notes, :by, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", id.value())
                .param("on", visit.on())
                .param("place", visit.place())
                .param("participants", visit.participants())
                .param("notes", visit.notes())
                .param("by", visit.by().value())
                .param("at", CaseRegister.utc(visit.at()))
                .update();
    }
}
