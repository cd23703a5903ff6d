package wariin.ca.ceremony;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.KeyId;

/// What was asked of issuers that are kept elsewhere, each request once.
@Repository
class AuthorityRequestRegister {

    /// @param request PKCS #10, DER
    /// @param takenIn when its certificate came
    record Asked(
            String name,
            String line,
            int generation,
            KeyId keyId,
            byte[] request,
            Instant madeAt,
            String madeBy,
            @Nullable Instant takenIn) {}

    private final JdbcClient jdbc;

    AuthorityRequestRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Asked asked) {
        jdbc.sql("""
                        insert into ca_authority_request (name, line, generation, key_id, request, made_at, made_by)
                        values (:name, :line, :generation, :key, :request, :at, :by)
                        """)
                .param("name", asked.name())
                .param("line", asked.line())
                .param("generation", asked.generation())
                .param("key", asked.keyId().value())
                .param("request", asked.request())
                .param("at", asked.madeAt().atOffset(ZoneOffset.UTC))
                .param("by", asked.madeBy())
                .update();
    }

    /// False if somebody else was first.
    boolean takeIn(String name, Instant at) {
        return jdbc.sql("update ca_authority_request set taken_in = :at where name = :name and taken_in is null")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("name", name)
                        .update()
                == 1;
    }

    Optional<Asked> find(String name) {
        return all().stream().filter(asked -> asked.name().equals(name)).findFirst();
    }

    List<Asked> waiting() {
        return all().stream().filter(asked -> asked.takenIn() == null).toList();
    }

    private List<Asked> all() {
        return jdbc.sql("""
                        select name, line, generation, key_id, request, made_at, made_by, taken_in
                          from ca_authority_request
                         order by made_at, name
                        """)
                .query((row, _) -> new Asked(
                        row.getString("name"),
                        row.getString("line"),
                        row.getInt("generation"),
                        KeyId.of(row.getString("key_id")),
                        row.getBytes("request"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getString("made_by"),
                        row.getTimestamp("taken_in") == null
                                ? null
                                : row.getTimestamp("taken_in").toInstant()))
                .list();
    }
}
