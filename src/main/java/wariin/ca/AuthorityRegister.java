package wariin.ca;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.KeyId;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// The authorities that the key ceremony made.
@Repository
class AuthorityRegister {
    private final JdbcClient jdbc;

    AuthorityRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String name, KeyId key, SerialNumber serial) {
        jdbc.sql("insert into ca_authority (name, key_id, serial) values (:name, :key, :serial)")
                .param("name", name)
                .param("key", key.value())
                .param("serial", serial.toString())
                .update();
    }

    Optional<Authority> find(String name) {
        return all().stream().filter(authority -> authority.name().equals(name)).findFirst();
    }

    List<Authority> all() {
        return jdbc.sql("""
                        select a.name, a.key_id, c.der
                          from ca_authority a
                          join ca_certificate c on c.serial = a.serial
                         order by c.settled_at, a.name
                        """)
                .query((row, _) -> new Authority(
                        row.getString("name"),
                        KeyId.of(row.getString("key_id")),
                        Certificates.parse(row.getBytes("der"))))
                .list();
    }
}
