package wariin.practice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.journal.EntryId;
import wariin.site.Bilingual;

/// The versions of the statements; rows are only added.
@Repository
class StatementRegister {
    private static final String COLUMNS =
            "select document, version, digest, ja, en, published_at, entry from practice_statement ";

    private final JdbcClient sql;

    StatementRegister(JdbcClient sql) {
        this.sql = sql;
    }

    /// One node at a time: two that publish the same text would give it two numbers.
    void lock() {
        sql.sql("select pg_advisory_xact_lock(hashtext('practice:statement'))")
                .query((_, _) -> true)
                .single();
    }

    void add(StatementDocument document, int version, byte[] digest, Bilingual text, Instant at, EntryId entry) {
        sql.sql("""
                insert into practice_statement (document, version, digest, ja, en, published_at, entry)
                values (:document, :version, :digest, :ja, :en, :at, :entry)
                """)
                .param("document", document.name())
                .param("version", version)
                .param("digest", digest)
                .param("ja", text.ja())
                .param("en", text.en())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("entry", entry.toString())
                .update();
    }

    Optional<Statement> newest(StatementDocument document) {
        return sql.sql(COLUMNS + "where document = :document order by version desc limit 1")
                .param("document", document.name())
                .query(StatementRegister::statement)
                .optional();
    }

    Optional<Statement> find(StatementDocument document, int version) {
        return sql.sql(COLUMNS + "where document = :document and version = :version")
                .param("document", document.name())
                .param("version", version)
                .query(StatementRegister::statement)
                .optional();
    }

    List<Statement> all(StatementDocument document) {
        return sql.sql(COLUMNS + "where document = :document order by version desc limit 500")
                .param("document", document.name())
                .query(StatementRegister::statement)
                .list();
    }

    private static Statement statement(ResultSet row, int number) throws SQLException {
        return new Statement(
                StatementDocument.valueOf(row.getString("document")),
                row.getInt("version"),
                Bilingual.of(row.getString("ja"), row.getString("en")),
                row.getBytes("digest"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getString("entry"));
    }
}
