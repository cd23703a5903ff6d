package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Findings and what was done about them.
@Repository
class FindingRegister {

    private static final String FINDING =
            "select id, case_id, number, criterion, severity, said, due, state, raised_at, raised_by"
                    + " from assessment_finding ";

    private final JdbcClient jdbc;

    FindingRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Finding> of(CaseId id) {
        return jdbc.sql(FINDING + "where case_id = :case order by number")
                .param("case", id.value())
                .query(FindingRegister::finding)
                .list();
    }

    Optional<Finding> findForUpdate(CaseId id, FindingId finding) {
        return jdbc.sql(FINDING + "where case_id = :case and id = :id for update")
                .param("case", id.value())
                .param("id", finding.value())
                .query(FindingRegister::finding)
                .optional();
    }

    int openMajors(CaseId id) {
        return jdbc.sql("""
                        select count(*)
                          from assessment_finding
                         where case_id = :case and severity = 'MAJOR' and state <> 'CLOSED'
                        """).param("case", id.value()).query(Integer.class).single();
    }

    int nextNumber(CaseId id) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from assessment_finding where case_id = :case")
                .param("case", id.value())
                .query(Integer.class)
                .single();
    }

    void add(Finding finding) {
        jdbc.sql("""
                insert into assessment_finding
                       (id, case_id, number, criterion, severity, said, due, state, raised_at, raised_by)
                values (:id, :case, :number, :criterion, :severity, :said, :due, :state, :at, :by)
                """)
                .param("id", finding.id().value())
                .param("case", finding.caseId().value())
                .param("number", finding.number())
                .param("criterion", finding.criterion())
                .param("severity", finding.severity().name())
                .param("said", finding.said())
                .param("due", finding.due())
                .param("state", finding.state().name())
                .param("at", finding.raisedAt().atOffset(ZoneOffset.UTC))
                .param("by", finding.raisedBy())
                .update();
    }

    /// Where it stands now; the caller holds the row.
    void stand(Finding finding) {
        jdbc.sql("update assessment_finding set state = :state, due = :due where id = :id")
                .param("state", finding.state().name())
                .param("due", finding.due())
                .param("id", finding.id().value())
                .update();
    }

    void add(FindingAct act) {
        jdbc.sql("""
                insert into assessment_finding_act
                       (finding_id, number, kind, said, evidence_id, due, acted_at, acted_by)
                values (:finding, (select coalesce(max(number), 0) + 1 from assessment_finding_act
                                    where finding_id = :finding),
                        :kind, :said, :evidence, :due, :at, :by)
                """)
                .param("finding", act.finding().value())
                .param("kind", act.kind().name())
                .param("said", act.said())
                .param(
                        "evidence",
                        act.evidence() == null ? null : act.evidence().value())
                .param("due", act.due())
                .param("at", act.at().atOffset(ZoneOffset.UTC))
                .param("by", act.by())
                .update();
    }

    /// All steps of all findings of a case, oldest first.
    List<FindingAct> acts(CaseId id) {
        return jdbc.sql("""
                        select a.finding_id, a.number, a.kind, a.said, a.evidence_id, a.due, a.acted_at, a.acted_by
                          from assessment_finding_act a
                          join assessment_finding f on f.id = a.finding_id
                         where f.case_id = :case
                         order by f.number, a.number
                        """)
                .param("case", id.value())
                .query(FindingRegister::act)
                .list();
    }

    private static Finding finding(ResultSet row, int number) throws SQLException {
        return new Finding(
                new FindingId(row.getObject("id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getInt("number"),
                row.getString("criterion"),
                Finding.Severity.valueOf(row.getString("severity")),
                row.getString("said"),
                row.getObject("due", LocalDate.class),
                Finding.State.valueOf(row.getString("state")),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getString("raised_by"));
    }

    private static FindingAct act(ResultSet row, int number) throws SQLException {
        var evidence = row.getObject("evidence_id", UUID.class);
        return new FindingAct(
                new FindingId(row.getObject("finding_id", UUID.class)),
                row.getInt("number"),
                FindingAct.Kind.valueOf(row.getString("kind")),
                row.getString("said"),
                evidence == null ? null : new EvidenceId(evidence),
                row.getObject("due", LocalDate.class),
                row.getObject("acted_at", OffsetDateTime.class).toInstant(),
                row.getString("acted_by"));
    }
}
