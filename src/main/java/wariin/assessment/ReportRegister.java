package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.UserId;
import wariin.site.Bilingual;

/// Reports: one draft in a case, and those that were frozen.
@Repository
class ReportRegister {

    private final JdbcClient jdbc;

    ReportRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All reports of a case, the newest first.
    List<Report> of(CaseId id) {
        return jdbc.sql("""
                        select id, number, recommendation, summary_ja, summary_en, body, written_by, written_at,
                               frozen_at, text, hash, returned_at
                          from assessment_report where case_id = :id order by number desc
                        """).param("id", id.value()).query(ReportRegister::read).list();
    }

    Optional<Report> draft(CaseId id) {
        return of(id).stream().filter(report -> !report.frozen()).findFirst();
    }

    /// The one that lies before the deciders.
    Optional<Report> beforeDeciders(CaseId id) {
        return of(id).stream().filter(Report::before).findFirst();
    }

    void write(CaseId id, Report report) {
        jdbc.sql("""
                        insert into assessment_report
                               (id, case_id, number, recommendation, summary_ja, summary_en, body, written_by,
                                written_at)
                        values (:id, :case, :number, :recommendation, :ja, :en, :body, :by, :at)
                            on conflict (case_id) where frozen_at is null do update
                           set recommendation = excluded.recommendation, summary_ja = excluded.summary_ja,
                               summary_en = excluded.summary_en, body = excluded.body,
                               written_by = excluded.written_by, written_at = excluded.written_at
                        """)
                .param("id", report.id())
                .param("case", id.value())
                .param("number", report.number())
                .param("recommendation", report.recommendation().name())
                .param("ja", report.summary().ja())
                .param("en", report.summary().en())
                .param("body", report.body())
                .param("by", report.writtenBy().value())
                .param("at", CaseRegister.utc(report.writtenAt()))
                .update();
    }

    void freeze(UUID report, String text, byte[] hash, Instant at) {
        jdbc.sql("""
                        update assessment_report set frozen_at = :at, text = :text, hash = :hash
                         where id = :id and frozen_at is null
                        """)
                .param("id", report)
                .param("text", text)
                .param("hash", hash)
                .param("at", CaseRegister.utc(at))
                .update();
    }

    void giveBack(CaseId id, Instant at) {
        jdbc.sql("""
                        update assessment_report set returned_at = :at
                         where case_id = :id and frozen_at is not null and returned_at is null
                        """).param("id", id.value()).param("at", CaseRegister.utc(at)).update();
    }

    private static Report read(ResultSet row, int number) throws SQLException {
        return new Report(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                Report.Recommendation.valueOf(row.getString("recommendation")),
                new Bilingual(row.getString("summary_ja"), row.getString("summary_en")),
                row.getString("body"),
                new UserId(row.getObject("written_by", UUID.class)),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                instant(row, "frozen_at"),
                row.getString("text"),
                row.getBytes("hash"),
                instant(row, "returned_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
