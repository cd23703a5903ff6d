package wariin.identity;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;
import wariin.keys.WrappedSecrets;

/// The wrapped secrets of time-based codes, while they are brought under another key-encryption key.
@Repository
class WrappedTotpRegister implements WrappedSecrets {

    private final JdbcClient jdbc;

    WrappedTotpRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "identity_totp";
    }

    @Override
    public Map<String, Long> counts() {
        return jdbc
                .sql("select kek, count(*) from identity_totp group by kek")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        return jdbc.sql("""
                        select user_id, kek, secret from identity_totp
                        where kek = :key and user_id > :after order by user_id limit :limit
                        """)
                .param("key", key)
                .param("after", after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after))
                .param("limit", limit)
                .query((row, _) -> {
                    var user = new UserId(row.getObject(1, UUID.class));
                    var wrapped = new Wrapped(row.getString(2), row.getBytes(3));
                    return new Held(user.toString(), TotpSecrets.context(user), wrapped);
                })
                .list();
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return jdbc.sql("""
                                update identity_totp set kek = :kek, secret = :secret
                                where user_id = :user and secret = :before
                                """)
                        .param("user", UUID.fromString(before.id()))
                        .param("kek", after.key())
                        .param("secret", after.bytes())
                        .param("before", before.wrapped().bytes())
                        .update()
                == 1;
    }
}
