package wariin.enrolment.acme;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;
import wariin.keys.WrappedSecrets;

/// The wrapped secret that nonces are made with, while it is brought under another key-encryption key.
@Repository
class WrappedNonceSecretRegister implements WrappedSecrets {

    private final JdbcClient jdbc;

    WrappedNonceSecretRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "enrolment_secret";
    }

    @Override
    public Map<String, Long> counts() {
        return jdbc
                .sql("select wrapped_by, count(*) from enrolment_secret group by wrapped_by")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        return jdbc.sql("""
                        select name, wrapped_by, wrapped from enrolment_secret
                        where wrapped_by = :key and name > :after order by name limit :limit
                        """)
                .param("key", key)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Held(
                        row.getString(1),
                        Nonces.context(row.getString(1)),
                        new Wrapped(row.getString(2), row.getBytes(3))))
                .list();
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return jdbc.sql("""
                                update enrolment_secret set wrapped_by = :kek, wrapped = :wrapped
                                where name = :name and wrapped = :before
                                """)
                        .param("name", before.id())
                        .param("kek", after.key())
                        .param("wrapped", after.bytes())
                        .param("before", before.wrapped().bytes())
                        .update()
                == 1;
    }
}
