package wariin.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was declared and judged of the criteria of cases. Rows are added, never changed.
@Repository
class ItemRegister {

    private final JdbcClient jdbc;

    ItemRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Waits until this transaction is the only one that writes about the criteria of a case, and holds the case in
    /// its stage until it ends.
    void lock(CaseId id) {
        jdbc.sql("select pg_advisory_xact_lock(:half)")
                .param("half", id.value().getMostSignificantBits())
                .query((_, _) -> true)
                .single();
        jdbc.sql("select id from assessment_case where id = :case for share")
                .param("case", id.value())
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> movedTo(CaseId id) {
        return jdbc.sql("""
                        select version_id
                          from assessment_catalogue_move
                         where case_id = :case
                         order by number desc
                         limit 1
                        """).param("case", id.value()).query(UUID.class).optional();
    }

    void move(CaseId id, UUID version, String by, Instant now) {
        jdbc.sql("""
                insert into assessment_catalogue_move (case_id, number, version_id, moved_at, moved_by)
                values (:case, (select coalesce(max(number), 0) + 1 from assessment_catalogue_move where case_id = :case),
                        :version, :now, :by)
                """)
                .param("case", id.value())
                .param("version", version)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The last case about the same service of the same applicant that came to its end and has declarations.
    Optional<CaseId> before(Case item) {
        var service = item.service();
        if (service == null) return Optional.empty();
        return jdbc.sql("""
                        select c.id
                          from assessment_case c
                         where c.service_id = :service
                           and c.applicant_id = :applicant
                           and c.id <> :case
                           and c.opened_at <= :opened
                           and c.stage in ('PUBLISHED', 'CLOSED')
                           and exists (select from assessment_declaration d where d.case_id = c.id)
                         order by c.opened_at desc
                         limit 1
                        """)
                .param("service", service.value())
                .param("applicant", item.applicant().value())
                .param("case", item.id().value())
                .param("opened", item.openedAt().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .map(CaseId::new);
    }

    /// The newest declarations, by criterion.
    Map<String, ItemDeclaration> declarations(CaseId id) {
        var newest = new HashMap<String, ItemDeclaration>();
        jdbc.sql("""
                        select distinct on (criterion)
                               criterion, number, applies, said, place, declared_at, declared_by
                          from assessment_declaration
                         where case_id = :case
                         order by criterion, number desc
                        """)
                .param("case", id.value())
                .query(ItemRegister::declaration)
                .list()
                .forEach(declaration -> newest.put(declaration.criterion(), declaration));
        return newest;
    }

    /// The newest judgements, by criterion.
    Map<String, ItemJudgement> judgements(CaseId id) {
        var newest = new HashMap<String, ItemJudgement>();
        jdbc.sql("""
                        select distinct on (criterion)
                               criterion, number, result, note, public_note, methods, judged_at, judged_by
                          from assessment_judgement
                         where case_id = :case
                         order by criterion, number desc
                        """)
                .param("case", id.value())
                .query(ItemRegister::judgement)
                .list()
                .forEach(judgement -> newest.put(judgement.criterion(), judgement));
        return newest;
    }

    /// Everything that was ever declared, oldest first.
    List<ItemDeclaration> allDeclarations(CaseId id) {
        return jdbc.sql("""
                        select criterion, number, applies, said, place, declared_at, declared_by
                          from assessment_declaration
                         where case_id = :case
                         order by criterion, number
                        """)
                .param("case", id.value())
                .query(ItemRegister::declaration)
                .list();
    }

    /// Everything that was ever judged, oldest first.
    List<ItemJudgement> allJudgements(CaseId id) {
        return jdbc.sql("""
                        select criterion, number, result, note, public_note, methods, judged_at, judged_by
                          from assessment_judgement
                         where case_id = :case
                         order by criterion, number
                        """)
                .param("case", id.value())
                .query(ItemRegister::judgement)
                .list();
    }

    void add(CaseId id, ItemDeclaration declaration) {
        jdbc.sql("""
                insert into assessment_declaration
                       (case_id, criterion, number, applies, said, place, declared_at, declared_by)
                values (:case, :criterion, :number, :applies, :said, :place, :at, :by)
                """)
                .param("case", id.value())
                .param("criterion", declaration.criterion())
                .param("number", declaration.number())
                .param("applies", declaration.applies())
                .param("said", declaration.said())
                .param("place", declaration.place())
                .param("at", declaration.at().atOffset(ZoneOffset.UTC))
                .param("by", declaration.by())
                .update();
    }

    void add(CaseId id, ItemJudgement judgement) {
        jdbc.sql("""
                insert into assessment_judgement
                       (case_id, criterion, number, result, note, public_note, methods, judged_at, judged_by)
                values (:case, :criterion, :number, :result, :note, :publicNote, :methods, :at, :by)
                """)
                .param("case", id.value())
                .param("criterion", judgement.criterion())
                .param("number", judgement.number())
                .param("result", judgement.result().name())
                .param("note", judgement.note())
                .param("publicNote", judgement.publicNote())
                .param("methods", String.join(",", judgement.methods()))
                .param("at", judgement.at().atOffset(ZoneOffset.UTC))
                .param("by", judgement.by())
                .update();
    }

    private static ItemDeclaration declaration(ResultSet row, int number) throws SQLException {
        return new ItemDeclaration(
                row.getString("criterion"),
                row.getInt("number"),
                row.getBoolean("applies"),
                row.getString("said"),
                row.getString("place"),
                row.getObject("declared_at", OffsetDateTime.class).toInstant(),
                row.getString("declared_by"));
    }

    private static ItemJudgement judgement(ResultSet row, int number) throws SQLException {
        var methods = row.getString("methods");
        return new ItemJudgement(
                row.getString("criterion"),
                row.getInt("number"),
                ItemResult.valueOf(row.getString("result")),
                row.getString("note"),
                row.getString("public_note"),
                methods.isEmpty() ? List.of() : List.of(methods.split(",")),
                row.getObject("judged_at", OffsetDateTime.class).toInstant(),
                row.getString("judged_by"));
    }
}
