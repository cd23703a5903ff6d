package wariin.practice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.site.Bilingual;

/// What the operator has stated, by section; rows are only added.
@Repository
class SupplementRegister {
    private final JdbcClient sql;

    SupplementRegister(JdbcClient sql) {
        this.sql = sql;
    }

    Map<Section, Bilingual> newest() {
        var found = new EnumMap<Section, Bilingual>(Section.class);
        sql.sql("select distinct on (section) section, ja, en from practice_supplement order by section, version desc")
                .query(row -> {
                    if (row.getString("en").isBlank()) return;
                    found.put(
                            Section.valueOf(row.getString("section").toUpperCase(Locale.ROOT)),
                            Bilingual.of(row.getString("ja"), row.getString("en")));
                });
        return found;
    }

    void add(Section section, String ja, String en, String actor, Instant at) {
        sql.sql("""
                insert into practice_supplement (section, version, ja, en, actor, at)
                select :section, coalesce(max(version), 0) + 1, :ja, :en, :actor, :at
                  from practice_supplement where section = :section
                """)
                .param("section", section.slug())
                .param("ja", ja)
                .param("en", en)
                .param("actor", actor)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
