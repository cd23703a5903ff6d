package wariin.vault;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;
import wariin.keys.WrappedSecrets;

/// Owners' wrapped data keys, while they are brought under another key-encryption key. Documents stay as they are.
@Repository
class WrappedOwnerKeyRegister implements WrappedSecrets {

    private final JdbcClient sql;

    WrappedOwnerKeyRegister(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String table() {
        return "vault_owner_key";
    }

    @Override
    public Map<String, Long> counts() {
        return sql
                .sql("select kek, count(*) from vault_owner_key group by kek")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        return sql.sql("""
                select owner, kek, wrapped from vault_owner_key
                where kek = :key and owner > :after order by owner limit :limit
                """)
                .param("key", key)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Held(
                        row.getString(1),
                        OwnerKeys.context(row.getString(1)),
                        new Wrapped(row.getString(2), row.getBytes(3))))
                .list();
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return sql.sql("""
                update vault_owner_key set kek = :kek, wrapped = :wrapped where owner = :owner and wrapped = :before
                """)
                        .param("owner", before.id())
                        .param("kek", after.key())
                        .param("wrapped", after.bytes())
                        .param("before", before.wrapped().bytes())
                        .update()
                == 1;
    }
}
