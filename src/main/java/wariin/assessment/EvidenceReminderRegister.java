package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which evidence somebody is still to be reminded of.
@Repository
class EvidenceReminderRegister {

    /// Evidence beside a criterion, of which nobody was reminded yet.
    record Unreminded(
            UUID evidence,
            String criterion,
            String title,
            LocalDate evidenceDate,
            @Nullable LocalDate validUntil) {}

    private final JdbcClient jdbc;

    EvidenceReminderRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Cases with evidence that run, or that were the last to be published about their service.
    List<CaseId> casesToWatch(int limit) {
        return jdbc.sql("""
                        select c.id
                          from assessment_case c
                         where exists (select
                                         from assessment_evidence_link l
                                        where l.case_id = c.id and l.reminded_at is null)
                           and (c.stage in ('DRAFT', 'SUBMITTED', 'COMPLETENESS', 'DOCUMENT_REVIEW', 'MORE_NEEDED',
                                            'ON_SITE', 'REPORT', 'DECISION', 'REGISTERED', 'APPEALED')
                                or c.stage = 'PUBLISHED'
                               and not exists (select
                                                 from assessment_case n
                                                where n.service_id = c.service_id
                                                  and n.opened_at > c.opened_at
                                                  and n.stage not in ('CLOSED', 'REJECTED', 'ABANDONED')))
                         order by c.changed_at
                         limit :limit
                        """).param("limit", limit).query(UUID.class).list().stream()
                .map(CaseId::new)
                .toList();
    }

    List<Unreminded> unreminded(CaseId id) {
        return jdbc.sql("""
                        select e.id as evidence, l.criterion, e.title, e.evidence_date, e.valid_until
                          from assessment_evidence_link l
                          join assessment_evidence e on e.id = l.evidence_id
                         where l.case_id = :case
                           and l.reminded_at is null
                           and not exists (select
                                             from assessment_evidence n
                                             join assessment_evidence_link o on o.evidence_id = n.id
                                            where n.supersedes = e.id
                                              and o.case_id = l.case_id
                                              and o.criterion = l.criterion)
                        """).param("case", id.value()).query(Unreminded.class).list();
    }

    boolean remind(CaseId id, Unreminded link, Instant now) {
        return jdbc.sql("""
                        update assessment_evidence_link
                           set reminded_at = :now
                         where case_id = :case
                           and criterion = :criterion
                           and evidence_id = :evidence
                           and reminded_at is null
                        """)
                        .param("case", id.value())
                        .param("criterion", link.criterion())
                        .param("evidence", link.evidence())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
