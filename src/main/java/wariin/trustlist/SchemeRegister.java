package wariin.trustlist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Versions of the scheme's settings.
@Repository("trustListSchemeRegister")
class SchemeRegister {

    /// A version as it was saved.
    record Version(int number, SchemeSettings settings) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    SchemeRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int add(SchemeSettings settings, Instant at, String actor) {
        return jdbc.sql("""
                        insert into trustlist_scheme (version, content, recorded_at, actor)
                        select coalesce(max(version), 0) + 1, cast(:content as jsonb), :at, :actor
                          from trustlist_scheme
                        returning version
                        """)
                .param("content", JSON.writeValueAsString(settings))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .query(Integer.class)
                .single();
    }

    Optional<Version> newest() {
        return jdbc.sql("select version, content from trustlist_scheme order by version desc limit 1")
                .query((row, _) -> new Version(row.getInt("version"), read(row.getString("content"))))
                .optional();
    }

    SchemeSettings find(int version) {
        return jdbc.sql("select content from trustlist_scheme where version = :version")
                .param("version", version)
                .query((row, _) -> read(row.getString("content")))
                .single();
    }

    private static SchemeSettings read(String content) {
        return JSON.readValue(content, SchemeSettings.class);
    }
}
