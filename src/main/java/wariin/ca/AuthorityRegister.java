package wariin.ca;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
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

    /// The list number starts at zero; a row is never changed but for that and for which generation is current.
    void add(Authority authority, @Nullable SerialNumber serial, int generation, Instant since) {
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
