package wariin.keys;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The wrapped private keys, while they are brought under another key-encryption key.
@Repository
class WrappedKeyRegister implements WrappedSecrets {

    private final JdbcClient sql;

    WrappedKeyRegister(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String table() {
        return "keys_key";
    }

    @Override
    public Map<String, Long> counts() {
        return sql
                .sql("select kek, count(*) from keys_key where kek is not null group by kek")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        return sql
                .sql("""
                select id, algorithm, purpose, credential, subscriber, public_key, kek, wrapped, token_label
                from keys_key where kek = :key and id > :after order by id limit :limit
                """)
                .param("key", key)
                .param("after", after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after))
                .param("limit", limit)
                .query(KeyRegister::key)
                .list()
                .stream()
                .map(held -> new Held(held.id().toString(), held.context(), Objects.requireNonNull(held.wrapped())))
                .toList();
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return sql.sql("update keys_key set kek = :kek, wrapped = :wrapped where id = :id and wrapped = :before")
                        .param("id", UUID.fromString(before.id()))
                        .param("kek", after.key())
                        .param("wrapped", after.bytes())
                        .param("before", before.wrapped().bytes())
                        .update()
                == 1;
    }
}
