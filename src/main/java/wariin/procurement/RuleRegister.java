package wariin.procurement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.site.Bilingual;

/// The versions of rules. Rows are added; one that is not yet in force may leave again.
@Repository
class RuleRegister {

    private static final String COLUMNS =
            "name, version, title_ja, title_en, note_ja, note_en, text, in_force_from, on_verify";

    private final JdbcClient jdbc;

    RuleRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False when this version is there already.
    boolean add(RuleVersion rule, Instant now, String actor) {
        return jdbc.sql("""
                        insert into procurement_rule (name, version, title_ja, title_en, note_ja, note_en, text,
                                                      in_force_from, on_verify, made_at, made_by)
                        values (:name, :version, :titleJa, :titleEn, :noteJa, :noteEn, :text, :from, :verify, :now, :actor)
                        on conflict (name, version) do nothing
                        """)
                        .param("name", rule.name())
                        .param("version", rule.version())
                        .param("titleJa", rule.title().ja())
                        .param("titleEn", rule.title().en())
                        .param("noteJa", rule.note().ja())
                        .param("noteEn", rule.note().en())
                        .param("text", rule.text())
                        .param("from", rule.inForceFrom().atOffset(ZoneOffset.UTC))
                        .param("verify", rule.shownOnVerify())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("actor", actor)
                        .update()
                == 1;
    }

    /// Takes a version back that is the newest of its rule and not yet in force; false when it is neither.
    boolean takeBack(String name, int version, Instant now) {
        return jdbc.sql("""
                        delete from procurement_rule
                         where name = :name and version = :version and in_force_from > :now
                           and version = (select max(version) from procurement_rule where name = :name)
                        """)
                        .param("name", name)
                        .param("version", version)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// All versions of all rules, by name, the newest first.
    List<RuleVersion> all() {
        return jdbc.sql("select " + COLUMNS + " from procurement_rule order by name, version desc")
                .query(RuleRegister::rule)
                .list();
    }

    List<RuleVersion> versions(String name) {
        return jdbc.sql("select " + COLUMNS + " from procurement_rule where name = :name order by version desc")
                .param("name", name)
                .query(RuleRegister::rule)
                .list();
    }

    private static RuleVersion rule(ResultSet row, int number) throws SQLException {
        return new RuleVersion(
                row.getString("name"),
                row.getInt("version"),
                Bilingual.of(row.getString("title_ja"), row.getString("title_en")),
                Bilingual.of(row.getString("note_ja"), row.getString("note_en")),
                row.getString("text"),
                row.getTimestamp("in_force_from").toInstant(),
                row.getBoolean("on_verify"));
    }
}
