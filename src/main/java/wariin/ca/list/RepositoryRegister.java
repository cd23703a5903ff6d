package wariin.ca.list;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The addresses under which the repository is or was.
@Repository
class RepositoryRegister {
    private final JdbcClient jdbc;

    RepositoryRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String address, Instant at) {
        jdbc.sql("insert into ca_repository (address, since) values (:address, :since) on conflict do nothing")
                .param("address", address)
                .param("since", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The newest first.
    List<String> all() {
        return jdbc.sql("select address from ca_repository order by since desc, address")
                .query(String.class)
                .list();
    }
}
