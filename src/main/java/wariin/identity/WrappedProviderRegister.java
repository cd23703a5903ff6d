package wariin.identity;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;
import wariin.keys.WrappedSecrets;

/// The wrapped client secrets for identity providers, while they are brought under another key-encryption key.
@Repository
class WrappedProviderRegister implements WrappedSecrets {

    private final JdbcClient jdbc;

    WrappedProviderRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "identity_provider";
    }

    @Override
    public Map<String, Long> counts() {
        return jdbc
                .sql("select kek, count(*) from identity_provider group by kek")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        return jdbc.sql("""
                        select organisation_id, kek, client_secret from identity_provider
                        where kek = :key and organisation_id > :after order by organisation_id limit :limit
                        """)
                .param("key", key)
                .param("after", after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after))
                .param("limit", limit)
                .query((row, _) -> {
                    var organisation = new OrganisationId(row.getObject(1, UUID.class));
                    var wrapped = new Wrapped(row.getString(2), row.getBytes(3));
                    return new Held(organisation.toString(), Providers.context(organisation), wrapped);
                })
                .list();
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return jdbc.sql("""
                                update identity_provider set kek = :kek, client_secret = :secret
                                where organisation_id = :organisation and client_secret = :before
                                """)
                        .param("organisation", UUID.fromString(before.id()))
                        .param("kek", after.key())
                        .param("secret", after.bytes())
                        .param("before", before.wrapped().bytes())
                        .update()
                == 1;
    }
}
