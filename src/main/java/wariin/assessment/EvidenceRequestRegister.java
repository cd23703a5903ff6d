package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.assessment.EvidenceRequest.Answer;

/// Requests for evidence with their answers.
@Repository
class EvidenceRequestRegister {

    private static final String REQUESTS = """
            select r.id, r.case_id, r.criterion, r.asked, r.due, r.asked_at, r.asked_by, r.closed_at,
                   a.number, a.said, a.evidence_id, a.answered_at, a.answered_by
              from assessment_evidence_request r
              left join assessment_request_answer a on a.request_id = r.id
            """;

    private final JdbcClient jdbc;

    EvidenceRequestRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<EvidenceRequest> of(CaseId id) {
        return whole(jdbc.sql(REQUESTS + " where r.case_id = :case order by r.asked_at, r.id, a.number")
                .param("case", id.value())
                .query(EvidenceRequestRegister::row)
                .list());
    }

    Optional<EvidenceRequest> find(CaseId id, EvidenceRequestId request) {
        return whole(jdbc.sql(REQUESTS + " where r.case_id = :case and r.id = :id order by a.number")
                        .param("case", id.value())
                        .param("id", request.value())
                        .query(EvidenceRequestRegister::row)
                        .list())
                .stream()
                .findFirst();
    }

    /// Requests without an answer that were due before a day and of which nobody was reminded.
    List<EvidenceRequest> overdue(LocalDate day) {
        return whole(jdbc.sql(REQUESTS + """
                         where r.due < :day
                           and r.closed_at is null
                           and r.reminded_at is null
                           and a.number is null
                         order by r.due, r.id
                         limit 200
                        """)
                .param("day", day)
                .query(EvidenceRequestRegister::row)
                .list());
    }

    void add(EvidenceRequest request) {
        jdbc.sql("""
                insert into assessment_evidence_request (id, case_id, criterion, asked, due, asked_at, asked_by)
                values (:id, :case, :criterion, :asked, :due, :at, :by)
                """)
                .param("id", request.id().value())
                .param("case", request.caseId().value())
                .param("criterion", request.criterion())
                .param("asked", request.asked())
                .param("due", request.due())
                .param("at", request.askedAt().atOffset(ZoneOffset.UTC))
                .param("by", request.askedBy())
                .update();
    }

    void add(EvidenceRequestId request, Answer answer) {
        jdbc.sql("""
                insert into assessment_request_answer (request_id, number, said, evidence_id, answered_at, answered_by)
                values (:request, :number, :said, :evidence, :at, :by)
                """)
                .param("request", request.value())
                .param("number", answer.number())
                .param("said", answer.said())
                .param(
                        "evidence",
                        answer.evidence() == null ? null : answer.evidence().value())
                .param("at", answer.at().atOffset(ZoneOffset.UTC))
                .param("by", answer.by())
                .update();
    }

    boolean close(EvidenceRequestId request, String by, Instant now) {
        return jdbc.sql("""
                        update assessment_evidence_request
                           set closed_at = :now, closed_by = :by
                         where id = :id
                           and closed_at is null
                        """)
                        .param("id", request.value())
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean remind(EvidenceRequestId request, Instant now) {
        return jdbc.sql("""
                        update assessment_evidence_request
                           set reminded_at = :now
                         where id = :id
                           and reminded_at is null
                        """)
                        .param("id", request.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Puts the answers of one request together.
    private static List<EvidenceRequest> whole(List<EvidenceRequest> rows) {
        var requests = new LinkedHashMap<EvidenceRequestId, EvidenceRequest>();
        for (var row : rows) {
            requests.merge(row.id(), row, (before, next) -> {
                var answers = new ArrayList<>(before.answers());
                answers.addAll(next.answers());
                return with(before, answers);
            });
        }
        return List.copyOf(requests.values());
    }

    private static EvidenceRequest with(EvidenceRequest request, List<Answer> answers) {
        return new EvidenceRequest(
                request.id(),
                request.caseId(),
                request.criterion(),
                request.asked(),
                request.due(),
                request.askedAt(),
                request.askedBy(),
                request.closedAt(),
                answers);
    }

    private static EvidenceRequest row(ResultSet row, int number) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new EvidenceRequest(
                new EvidenceRequestId(row.getObject("id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getString("criterion"),
                row.getString("asked"),
                row.getObject("due", LocalDate.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("asked_by"),
                closed == null ? null : closed.toInstant(),
                answers(row));
    }

    private static List<Answer> answers(ResultSet row) throws SQLException {
        var number = row.getInt("number");
        if (row.wasNull()) return List.of();
        var evidence = row.getObject("evidence_id", UUID.class);
        return List.of(new Answer(
                number,
                row.getString("said"),
                evidence == null ? null : new EvidenceId(evidence),
                row.getObject("answered_at", OffsetDateTime.class).toInstant(),
                row.getString("answered_by")));
    }
}
