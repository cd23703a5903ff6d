package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.assessment.MachineResult.Verdict;

/// What machines saw, every time they looked. The subject is a service or a case.
@Repository
class EvidenceMachineRegister {

    private final JdbcClient jdbc;

    EvidenceMachineRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if the check has a result of that time already.
    boolean add(MachineResult result, Instant now) {
        return jdbc.sql("""
                        insert into assessment_machine_result
                               (id, subject_id, criterion, check_name, verdict, seen, sha256, seen_at, recorded_at)
                        values (:id, :subject, :criterion, :check, :verdict, :seen, :sha256, :at, :now)
                        on conflict do nothing
                        """)
                        .param("id", result.id())
                        .param("subject", result.subject())
                        .param("criterion", result.criterion())
                        .param("check", result.check())
                        .param("verdict", result.verdict().name())
                        .param("seen", result.seen())
                        .param("sha256", result.sha256())
                        .param("at", result.at().atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Verdict> lastVerdict(UUID subject, String criterion, String check) {
        return jdbc.sql("""
                        select verdict
                          from assessment_machine_result
                         where subject_id = :subject
                           and criterion = :criterion
                           and check_name = :check
                         order by seen_at desc
                         limit 1
                        """)
                .param("subject", subject)
                .param("criterion", criterion)
                .param("check", check)
                .query(String.class)
                .optional()
                .map(Verdict::valueOf);
    }

    /// The newest result of each check for each criterion up to a time, without what was seen.
    List<MachineResult> newest(Collection<UUID> subjects, Instant until) {
        return jdbc.sql("""
                        select distinct on (criterion, check_name)
                               id, subject_id, criterion, check_name, verdict, '' as seen, sha256, seen_at
                          from assessment_machine_result
                         where subject_id in (:subjects)
                           and seen_at <= :until
                         order by criterion, check_name, seen_at desc
                        """)
                .param("subjects", subjects)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(EvidenceMachineRegister::result)
                .list();
    }

    /// The newest first.
    List<MachineResult> history(Collection<UUID> subjects, String criterion, int limit) {
        return jdbc.sql("""
                        select id, subject_id, criterion, check_name, verdict, seen, sha256, seen_at
                          from assessment_machine_result
                         where subject_id in (:subjects)
                           and criterion = :criterion
                         order by seen_at desc
                         limit :limit
                        """)
                .param("subjects", subjects)
                .param("criterion", criterion)
                .param("limit", limit)
                .query(EvidenceMachineRegister::result)
                .list();
    }

    private static MachineResult result(ResultSet row, int number) throws SQLException {
        return new MachineResult(
                row.getObject("id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("criterion"),
                row.getString("check_name"),
                Verdict.valueOf(row.getString("verdict")),
                row.getString("seen"),
                row.getString("sha256"),
                row.getObject("seen_at", OffsetDateTime.class).toInstant());
    }
}
