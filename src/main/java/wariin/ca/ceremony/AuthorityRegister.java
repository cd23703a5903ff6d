package wariin.ca.ceremony;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ca.authority.Authority;
import wariin.ca.authority.AuthorityPurpose;
import wariin.keys.KeyId;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// The authorities of all generations: those that the key ceremony made and those whose certificates came from outside.
@Repository
class AuthorityRegister {
    private final JdbcClient jdbc;

    AuthorityRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A current one takes the place of the generation before it. The list number starts at zero.
    void add(Authority authority, @Nullable SerialNumber serial, int generation, Instant since) {
        if (authority.current()) {
            jdbc.sql("update ca_authority set current = false where line = :line and current")
                    .param("line", authority.line())
                    .update();
        }
        jdbc.sql("""
                        insert into ca_authority (name, purpose, key_id, certificate, serial, shards, line, generation,
                                                  current, since)
                        values (:name, :purpose, :key, :certificate, :serial, :shards, :line, :generation,
                                :current, :since)
                        """)
                .param("name", authority.name())
                .param("purpose", authority.purpose().name())
                .param("key", authority.key() == null ? null : authority.key().value())
                .param("certificate", Certificates.encoded(authority.certificate()))
                .param("serial", serial == null ? null : serial.bytes())
                .param("shards", authority.shards())
                .param("line", authority.line())
                .param("generation", generation)
                .param("current", authority.current())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Authority> find(String name) {
        return all().stream().filter(authority -> authority.name().equals(name)).findFirst();
    }

    /// The generation of a line that issues.
    Optional<Authority> current(String line) {
        return all().stream()
                .filter(authority -> authority.current() && authority.line().equals(line))
                .findFirst();
    }

    /// The number of the newest generation, zero if there is none.
    int generations(String line) {
        return jdbc.sql("select coalesce(max(generation), 0) from ca_authority where line = :line")
                .param("line", line)
                .query(Integer.class)
                .single();
    }

    List<Authority> all() {
        return jdbc.sql("""
                        select name, purpose, key_id, certificate, shards, current
                          from ca_authority
                         order by since, name
                        """).query((row, _) -> authority(row)).list();
    }

    private static Authority authority(ResultSet row) throws SQLException {
        var key = row.getString("key_id");
        return new Authority(
                row.getString("name"),
                AuthorityPurpose.valueOf(row.getString("purpose")),
                key == null ? null : KeyId.of(key),
                Certificates.parse(row.getBytes("certificate")),
                row.getInt("shards"),
                row.getBoolean("current"));
    }
}
