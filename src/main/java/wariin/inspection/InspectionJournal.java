package wariin.inspection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.inspection.InspectionRun.State;
import wariin.site.Bilingual;

/// What is to be looked at, and every look that was taken. One runner at a time has a criterion, by its lease.
@Repository
class InspectionJournal {

    private static final String RUN = """
            id, subject_id, criterion, check_name, state, started_at, ended_at, verdict, reason_ja, reason_en, seen, failure
            """;

    private final JdbcClient jdbc;

    InspectionJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Plan(UUID subject, String criterion, String check, Instant nextAt, int attempts) {}

    /// Adds what is not planned yet; what is planned stays as it is, but for the name of the check.
    void plan(UUID subject, String criterion, String check, Instant at) {
        jdbc.sql("""
                        insert into inspection_plan (subject_id, criterion, check_name, next_at)
                        values (:subject, :criterion, :check, :at)
                            on conflict (subject_id, criterion) do update set check_name = excluded.check_name
                             where inspection_plan.check_name <> excluded.check_name
                        """)
                .param("subject", subject)
                .param("criterion", criterion)
                .param("check", check)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Services that left the register, or criteria that are no longer in force, are not looked at any more.
    void forget(Collection<UUID> kept) {
        jdbc.sql("delete from inspection_plan where subject_id not in (:kept)")
                .param("kept", kept.isEmpty() ? List.of(new UUID(0, 0)) : kept)
                .update();
    }

    void hurry(UUID subject, @Nullable String criterion, Instant at) {
        jdbc.sql("""
                        update inspection_plan
                           set next_at = :at, attempts = 0
                         where subject_id = :subject
                           and (cast(:criterion as text) is null or criterion = :criterion)
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("subject", subject)
                .param("criterion", criterion)
                .update();
    }

    List<Plan> plans(UUID subject) {
        return jdbc.sql("""
                        select subject_id, criterion, check_name, next_at, attempts
                          from inspection_plan where subject_id = :subject order by criterion
                        """)
                .param("subject", subject)
                .query(InspectionJournal::plan)
                .list();
    }

    /// Takes the next due plan for a while; skips those that another runner has.
    Optional<Plan> claim(UUID runner, Instant now, Duration lease) {
        return jdbc.sql("""
                        update inspection_plan p
                           set runner = :runner, leased_until = :until
                          from (select subject_id, criterion
                                  from inspection_plan
                                 where next_at <= :now
                                   and (leased_until is null or leased_until < :now)
                                 order by next_at
                                 limit 1
                                   for update skip locked) due
                         where p.subject_id = due.subject_id
                           and p.criterion = due.criterion
                        returning p.subject_id, p.criterion, p.check_name, p.next_at, p.attempts
                        """)
                .param("runner", runner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(lease).atOffset(ZoneOffset.UTC))
                .query(InspectionJournal::plan)
                .optional();
    }

    /// @return false if the lease was lost meanwhile
    boolean release(UUID runner, Plan plan, Instant nextAt, int attempts) {
        return jdbc.sql("""
                        update inspection_plan
                           set runner = null, leased_until = null, next_at = :next, attempts = :attempts
                         where subject_id = :subject
                           and criterion = :criterion
                           and runner = :runner
                        """)
                        .param("next", nextAt.atOffset(ZoneOffset.UTC))
                        .param("attempts", attempts)
                        .param("subject", plan.subject())
                        .param("criterion", plan.criterion())
                        .param("runner", runner)
                        .update()
                == 1;
    }

    void begin(UUID id, Plan plan, Instant at) {
        jdbc.sql("""
                        insert into inspection_run (id, subject_id, criterion, check_name, state, started_at)
                        values (:id, :subject, :criterion, :check, 'RUNNING', :at)
                        """)
                .param("id", id)
                .param("subject", plan.subject())
                .param("criterion", plan.criterion())
                .param("check", plan.check())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void end(UUID id, Look look, String seen, Instant at) {
        jdbc.sql("""
                        update inspection_run
                           set state = 'DONE', ended_at = :at, verdict = :verdict,
                               reason_ja = :ja, reason_en = :en, seen = :seen
                         where id = :id
                           and state = 'RUNNING'
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("verdict", look.verdict().name())
                .param("ja", look.reason().ja())
                .param("en", look.reason().en())
                .param("seen", seen)
                .param("id", id)
                .update();
    }

    void fail(UUID id, String failure, Instant at) {
        jdbc.sql("""
                        update inspection_run
                           set state = 'FAILED', ended_at = :at, failure = :failure
                         where id = :id
                           and state = 'RUNNING'
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("failure", failure)
                .param("id", id)
                .update();
    }

    /// Looks that never ended, because the platform did; the newest of each criterion, then all others, fail.
    int failAbandoned(Instant before, Instant at) {
        return jdbc.sql("""
                        update inspection_run
                           set state = 'FAILED', ended_at = :at, failure = 'The platform stopped while it looked'
                         where state = 'RUNNING'
                           and started_at < :before
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<InspectionRun> newest(UUID subject) {
        return jdbc.sql("select distinct on (criterion) " + RUN + """
                          from inspection_run
                         where subject_id = :subject
                           and state <> 'RUNNING'
                         order by criterion, started_at desc
                        """)
                .param("subject", subject)
                .query(InspectionJournal::run)
                .list();
    }

    List<InspectionRun> history(UUID subject, String criterion, int limit) {
        return jdbc.sql("select " + RUN + """
                          from inspection_run
                         where subject_id = :subject
                           and criterion = :criterion
                           and state <> 'RUNNING'
                         order by started_at desc
                         limit :limit
                        """)
                .param("subject", subject)
                .param("criterion", criterion)
                .param("limit", limit)
                .query(InspectionJournal::run)
                .list();
    }

    List<InspectionRun> failures(int limit) {
        return jdbc.sql("select " + RUN
                        + " from inspection_run where state = 'FAILED' order by started_at desc limit :limit")
                .param("limit", limit)
                .query(InspectionJournal::run)
                .list();
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        return new Plan(
                row.getObject("subject_id", UUID.class),
                row.getString("criterion"),
                row.getString("check_name"),
                row.getObject("next_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"));
    }

    private static InspectionRun run(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var verdict = row.getString("verdict");
        return new InspectionRun(
                row.getObject("id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("criterion"),
                row.getString("check_name"),
                State.valueOf(row.getString("state")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                verdict == null ? null : InspectionVerdict.valueOf(verdict),
                verdict == null ? null : new Bilingual(row.getString("reason_ja"), row.getString("reason_en")),
                row.getString("seen"),
                row.getString("failure"));
    }
}
