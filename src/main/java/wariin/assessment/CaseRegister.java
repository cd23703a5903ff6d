package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;
import wariin.register.ServiceId;

/// Cases. A change of stage is conditional on the stage before; no case is ever deleted.
@Repository
class CaseRegister {

    private static final String COLUMNS = """
            select c.id, c.number, c.kind, c.stage, c.applicant_id, c.service_id, c.catalogue, c.application::text,
                   c.round, c.submissions, c.opened_at, c.changed_at, c.due_on
              from assessment_case c
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CaseRegister(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The next number within a year: never given twice, with gaps where a transaction was taken back.
    String nextNumber(int year) {
        var next = jdbc.sql("select nextval('assessment_case_number')")
                .query(Long.class)
                .single();
        return "%d-%04d".formatted(year, next);
    }

    /// False if a case of this kind about this service runs already, or the same request made one before.
    boolean add(Case item, @Nullable String requestKey) {
        return jdbc.sql("""
                        insert into assessment_case
                               (id, number, kind, stage, applicant_id, service_id, target, catalogue, application,
                                request_key, round, submissions, opened_at, changed_at, due_on)
                        values (:id, :number, :kind, :stage, :applicant, :service, :target, :catalogue,
                                cast(:application as jsonb), :key, :round, :submissions, :opened, :changed, :due)
                            on conflict do nothing
                        """)
                        .param("id", item.id().value())
                        .param("number", item.number())
                        .param("kind", item.kind().name())
                        .param("stage", item.stage().name())
                        .param("applicant", item.applicant().value())
                        .param(
                                "service",
                                item.service() == null ? null : item.service().value(),
                                Types.OTHER)
                        .param("target", item.target())
                        .param("catalogue", item.catalogue())
                        .param("application", json.writeValueAsString(item.application()))
                        .param("key", requestKey, Types.VARCHAR)
                        .param("round", item.round())
                        .param("submissions", item.submissions())
                        .param("opened", utc(item.openedAt()))
                        .param("changed", utc(item.changedAt()))
                        .param("due", item.due(), Types.DATE)
                        .update()
                > 0;
    }

    Optional<Case> find(CaseId id) {
        return jdbc.sql(COLUMNS + "where c.id = :id")
                .param("id", id.value())
                .query(this::read)
                .optional();
    }

    /// Holds the case until the transaction ends: all acts in one case come one after the other.
    Optional<Case> findForUpdate(CaseId id) {
        return jdbc.sql(COLUMNS + "where c.id = :id for update")
                .param("id", id.value())
                .query(this::read)
                .optional();
    }

    Optional<Case> findMadeBy(OrganisationId applicant, String requestKey) {
        return jdbc.sql(COLUMNS + "where c.applicant_id = :applicant and c.request_key = :key")
                .param("applicant", applicant.value())
                .param("key", requestKey)
                .query(this::read)
                .optional();
    }

    List<Case> ofApplicant(OrganisationId applicant) {
        return jdbc.sql(COLUMNS + "where c.applicant_id = :applicant order by c.changed_at desc limit 500")
                .param("applicant", applicant.value())
                .query(this::read)
                .list();
    }

    List<Case> ofService(ServiceId service) {
        return jdbc.sql(COLUMNS + "where c.service_id = :service order by c.opened_at desc limit 500")
                .param("service", service.value())
                .query(this::read)
                .list();
    }

    /// What the scheme has before it: everything that was submitted once and has not ended.
    List<Case> open() {
        return jdbc.sql(COLUMNS + """
                         where c.stage not in ('PUBLISHED', 'CLOSED', 'REJECTED', 'ABANDONED')
                           and (c.stage <> 'DRAFT' or c.submissions > 0)
                         order by c.due_on nulls last, c.number limit 1000
                        """).query(this::read).list();
    }

    List<Case> ended() {
        return jdbc.sql(COLUMNS + """
                         where c.stage in ('PUBLISHED', 'CLOSED', 'REJECTED')
                            or c.stage = 'ABANDONED' and c.submissions > 0
                         order by c.changed_at desc limit 100
                        """).query(this::read).list();
    }

    List<Case> appointing(UserId user) {
        return jdbc.sql(COLUMNS + """
                         where c.id in (select case_id from assessment_appointment
                                         where user_id = :user and ended_at is null)
                           and c.stage not in ('PUBLISHED', 'CLOSED', 'REJECTED', 'ABANDONED')
                         order by c.due_on nulls last, c.number limit 500
                        """)
                .param("user", user.value())
                .query(this::read)
                .list();
    }

    List<Case> overdue(LocalDate today) {
        return jdbc.sql(COLUMNS + "where c.due_on < :today and c.stage not in ('PUBLISHED', 'CLOSED', 'REJECTED', "
                        + "'ABANDONED') order by c.due_on limit 1000")
                .param("today", today)
                .query(this::read)
                .list();
    }

    /// Submitted first applications that run, by target: numbers only.
    Map<String, Integer> running() {
        var counts = new java.util.TreeMap<String, Integer>();
        jdbc.sql("""
                        select target, count(*) as number from assessment_case
                         where kind = 'NEW' and stage in ('SUBMITTED', 'COMPLETENESS', 'DOCUMENT_REVIEW', 'MORE_NEEDED',
                                                          'ON_SITE', 'REPORT', 'DECISION', 'APPEALED')
                         group by target
                        """)
                .query((row, _) -> counts.put(row.getString("target"), row.getInt("number")))
                .list();
        return counts;
    }

    /// False if it is not where the mover thought.
    boolean move(Case before, Stage next, @Nullable LocalDate due, Instant at) {
        return jdbc.sql("""
                        update assessment_case
                           set stage = :next, changed_at = :at, due_on = :due
                         where id = :id and stage = :stage
                        """)
                        .param("id", before.id().value())
                        .param("stage", before.stage().name())
                        .param("next", next.name())
                        .param("due", due, Types.DATE)
                        .param("at", utc(at))
                        .update()
                > 0;
    }

    void write(CaseId id, Application application, UUID catalogue) {
        jdbc.sql("""
                        update assessment_case
                           set application = cast(:application as jsonb), target = :target, catalogue = :catalogue
                         where id = :id and stage = 'DRAFT'
                        """)
                .param("id", id.value())
                .param("application", json.writeValueAsString(application))
                .param("target", application.service().target())
                .param("catalogue", catalogue)
                .update();
    }

    void countSubmission(CaseId id) {
        jdbc.sql("update assessment_case set submissions = submissions + 1 where id = :id")
                .param("id", id.value())
                .update();
    }

    void countRound(CaseId id) {
        jdbc.sql("update assessment_case set round = round + 1 where id = :id")
                .param("id", id.value())
                .update();
    }

    void name(CaseId id, ServiceId service) {
        jdbc.sql("update assessment_case set service_id = :service where id = :id and service_id is null")
                .param("id", id.value())
                .param("service", service.value())
                .update();
    }

    /// The application as the vote hashes it: the same facts give the same bytes.
    String document(Application application) {
        return json.writeValueAsString(application);
    }

    private Case read(ResultSet row, int number) throws SQLException {
        var service = row.getObject("service_id", UUID.class);
        return new Case(
                new CaseId(row.getObject("id", UUID.class)),
                row.getString("number"),
                CaseKind.valueOf(row.getString("kind")),
                Stage.valueOf(row.getString("stage")),
                new OrganisationId(row.getObject("applicant_id", UUID.class)),
                service == null ? null : new ServiceId(service),
                row.getObject("catalogue", UUID.class),
                json.readValue(row.getString("application"), Application.class),
                row.getInt("round"),
                row.getInt("submissions"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_on", LocalDate.class));
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
