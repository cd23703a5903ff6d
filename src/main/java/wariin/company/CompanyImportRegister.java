package wariin.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.company.CompanyImport.Counts;
import wariin.company.CompanyImport.State;

/// The files that were sent in, and the rows of them that were not taken.
@Repository
class CompanyImportRegister {

    private static final String COLUMNS = """
            select id, sha256, file, state, difference, data_date, encoding, row_count, rejected, added, changed,
                   closing, older, same, reason, reason_at, actor, started_at, ended_at
              from company_import
            """;

    private final JdbcClient sql;

    CompanyImportRegister(JdbcClient sql) {
        this.sql = sql;
    }

    /// Begins to read a file; false while another one is under way.
    boolean begin(UUID id, String sha256, String file, boolean difference, String actor, Instant at) {
        return sql.sql("""
                        insert into company_import (id, sha256, file, state, difference, actor, started_at)
                        values (:id, :sha256, :file, 'READING', :difference, :actor, :at)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("sha256", sha256)
                        .param("file", file)
                        .param("difference", difference)
                        .param("actor", actor)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void ready(UUID id, LocalDate dataDate, String encoding, Counts counts) {
        sql.sql("""
                update company_import
                   set state = 'READY', data_date = :dataDate, encoding = :encoding, row_count = :rows,
                       rejected = :rejected, added = :added, changed = :changed, closing = :closing, older = :older,
                       same = :same
                 where id = :id and state = 'READING'
                """)
                .param("id", id)
                .param("dataDate", dataDate)
                .param("encoding", encoding)
                .param("rows", counts.rows())
                .param("rejected", counts.rejected())
                .param("added", counts.added())
                .param("changed", counts.changed())
                .param("closing", counts.closing())
                .param("older", counts.older())
                .param("same", counts.same())
                .update();
    }

    /// Moves on only from where it is thought to be, so two decisions cannot both count.
    boolean move(UUID id, State from, State to, @Nullable Instant endedAt) {
        return sql.sql("""
                        update company_import set state = :to, ended_at = :endedAt where id = :id and state = :from
                        """)
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("endedAt", endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void end(UUID id, State state, String reason, @Nullable Long row, Counts counts, Instant at) {
        sql.sql("""
                update company_import
                   set state = :state, reason = :reason, reason_at = :row, row_count = :rows, rejected = :rejected,
                       ended_at = :at
                 where id = :id and state in ('READING', 'APPLYING')
                """)
                .param("id", id)
                .param("state", state.name())
                .param("reason", reason)
                .param("row", row)
                .param("rows", counts.rows())
                .param("rejected", counts.rejected())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What a stopped platform left behind is over: its staged rows may be gone.
    void endUnfinished(Instant at) {
        sql.sql("""
                update company_import set state = 'FAILED', reason = 'stopped', ended_at = :at
                 where state in ('READING', 'READY', 'APPLYING')
                """).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    void reject(UUID id, List<RowFault> faults) {
        for (var fault : faults) {
            sql.sql("""
                    insert into company_rejection (import_id, row_number, reason, shown)
                    values (:id, :row, :reason, :shown)
                    """)
                    .param("id", id)
                    .param("row", fault.row())
                    .param("reason", fault.reason())
                    .param("shown", fault.shown())
                    .update();
        }
    }

    List<RowFault> rejections(UUID id, int limit) {
        return sql.sql("""
                select row_number, reason, shown from company_rejection
                 where import_id = :id order by row_number limit :limit
                """)
                .param("id", id)
                .param("limit", limit)
                .query((row, _) -> new RowFault(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    Optional<CompanyImport> find(UUID id) {
        return sql.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(CompanyImportRegister::row)
                .optional();
    }

    Optional<CompanyImport> applied(String sha256) {
        return sql.sql(COLUMNS + " where sha256 = :sha256 and state = 'APPLIED'")
                .param("sha256", sha256)
                .query(CompanyImportRegister::row)
                .optional();
    }

    long added() {
        return sql.sql("select coalesce(sum(added), 0) from company_import where state = 'APPLIED'")
                .query(Long.class)
                .single();
    }

    List<CompanyImport> newest(int limit) {
        return sql.sql(COLUMNS + " order by started_at desc, id limit :limit")
                .param("limit", limit)
                .query(CompanyImportRegister::row)
                .list();
    }

    private static CompanyImport row(ResultSet row, int number) throws SQLException {
        var counts = new Counts(
                row.getLong("row_count"),
                row.getLong("rejected"),
                row.getLong("added"),
                row.getLong("changed"),
                row.getLong("closing"),
                row.getLong("older"),
                row.getLong("same"));
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new CompanyImport(
                row.getObject("id", UUID.class),
                row.getString("sha256"),
                row.getString("file"),
                State.valueOf(row.getString("state")),
                row.getBoolean("difference"),
                row.getObject("data_date", LocalDate.class),
                row.getString("encoding"),
                counts,
                row.getString("reason"),
                row.getObject("reason_at", Long.class),
                row.getString("actor"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
