package wariin.ca.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ca.revocation.RevocationRequest.Decision;
import wariin.x509.SerialNumber;

/// The reported problems; each is decided once.
@Repository
class RevocationRequestRegister {
    private static final String ALL = """
            select id, serial, problem, report, reported_by, reported_at, answer_due, deadline,
                   decision, grounds, decided_by, decided_at
              from ca_revocation_request
            """;

    private final JdbcClient jdbc;

    RevocationRequestRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(RevocationRequest request) {
        jdbc.sql("""
                        insert into ca_revocation_request (id, serial, problem, report, reported_by, reported_at,
                                                           answer_due, deadline)
                        values (:id, :serial, :problem, :report, :by, :at, :answerDue, :deadline)
                        """)
                .param("id", request.id())
                .param("serial", request.serial().bytes())
                .param("problem", request.problem().name())
                .param("report", request.report())
                .param("by", request.reportedBy())
                .param("at", request.reportedAt().atOffset(ZoneOffset.UTC))
                .param("answerDue", request.answerDue().atOffset(ZoneOffset.UTC))
                .param("deadline", request.deadline().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean decide(UUID id, Decision decision) {
        return jdbc.sql("""
                        update ca_revocation_request
                           set decision = :decision, grounds = :grounds, decided_by = :by, decided_at = :at
                         where id = :id
                           and decision is null
                        """)
                        .param("decision", decision.revoked() ? "REVOKED" : "REFUSED")
                        .param("grounds", decision.grounds())
                        .param("by", decision.decidedBy())
                        .param("at", decision.decidedAt().atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<RevocationRequest> find(UUID id) {
        return jdbc.sql(ALL + " where id = :id")
                .param("id", id)
                .query(RevocationRequestRegister::request)
                .optional();
    }

    List<RevocationRequest> open() {
        return jdbc.sql(ALL + " where decision is null order by deadline, id limit 1000")
                .query(RevocationRequestRegister::request)
                .list();
    }

    List<RevocationRequest> decided(int limit) {
        return jdbc.sql(ALL + " where decision is not null order by decided_at desc, id limit :limit")
                .param("limit", limit)
                .query(RevocationRequestRegister::request)
                .list();
    }

    List<RevocationRequest> about(SerialNumber serial) {
        return jdbc.sql(ALL + " where serial = :serial order by reported_at, id")
                .param("serial", serial.bytes())
                .query(RevocationRequestRegister::request)
                .list();
    }

    private static RevocationRequest request(ResultSet row, int number) throws SQLException {
        var decision = row.getString("decision");
        return new RevocationRequest(
                row.getObject("id", UUID.class),
                SerialNumber.of(row.getBytes("serial")),
                RevocationProblem.valueOf(row.getString("problem")),
                row.getString("report"),
                row.getString("reported_by"),
                at(row, "reported_at"),
                at(row, "answer_due"),
                at(row, "deadline"),
                decision == null
                        ? null
                        : new Decision(
                                decision.equals("REVOKED"),
                                row.getString("grounds"),
                                row.getString("decided_by"),
                                at(row, "decided_at")));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
