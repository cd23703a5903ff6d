package wariin.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the keys. What is written here is wrapped already.
@Repository
class KeyRegister {

    private final JdbcClient sql;

    KeyRegister(JdbcClient sql) {
        this.sql = sql;
    }

    /// Whether it is the first for its purpose; a subscriber's key always is.
    boolean add(StoredKey key, Instant now) {
        var wrapped = key.wrapped();
        return sql.sql("""
                insert into keys_key (id, algorithm, purpose, credential, subscriber, public_key, kek, wrapped,
                                      token_label, created_at)
                values (:id, :algorithm, :purpose, :credential, :subscriber, :publicKey, :kek, :wrapped,
                        :tokenLabel, :now)
                on conflict (purpose) do nothing
                """)
                        .param("id", key.id().value())
                        .param("algorithm", key.algorithm().name())
                        .param("purpose", key.purpose())
                        .param("credential", key.credential())
                        .param("subscriber", key.subscriber())
                        .param("publicKey", key.publicKey())
                        .param("kek", wrapped == null ? null : wrapped.key())
                        .param("wrapped", wrapped == null ? null : wrapped.bytes())
                        .param("tokenLabel", key.tokenLabel())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<StoredKey> find(KeyId id) {
        return sql.sql("""
                select id, algorithm, purpose, credential, subscriber, public_key, kek, wrapped, token_label
                from keys_key where id = :id
                """).param("id", id.value()).query(KeyRegister::key).optional();
    }

    Optional<StoredKey> findByPurpose(String purpose) {
        return sql.sql("""
                select id, algorithm, purpose, credential, subscriber, public_key, kek, wrapped, token_label
                from keys_key where purpose = :purpose
                """).param("purpose", purpose).query(KeyRegister::key).optional();
    }

    boolean destroy(KeyId id, String reason, Instant now) {
        return sql.sql("""
                update keys_key set kek = null, wrapped = null, destroyed_at = :now, destroy_reason = :reason
                where id = :id and destroyed_at is null
                """)
                        .param("id", id.value())
                        .param("reason", reason)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Whose keys these are, also where a token holds those of several.
    UUID installation() {
        return sql.sql("select id from keys_installation").query(UUID.class).single();
    }

    List<String> keyEncryptionKeys() {
        return sql.sql("select distinct kek from keys_key where kek is not null order by kek")
                .query(String.class)
                .list();
    }

    boolean anyInToken() {
        return sql.sql("select exists(select 1 from keys_key where token_label is not null and destroyed_at is null)")
                .query(Boolean.class)
                .single();
    }

    List<StoredKey> authorities() {
        return sql.sql("""
                select id, algorithm, purpose, credential, subscriber, public_key, kek, wrapped, token_label
                from keys_key where purpose is not null and destroyed_at is null order by purpose
                """).query(KeyRegister::key).list();
    }

    /// A few signers' keys, by chance, for a look at whether they can be unwrapped.
    List<StoredKey> sample(int limit) {
        return sql.sql("""
                select id, algorithm, purpose, credential, subscriber, public_key, kek, wrapped, token_label
                from keys_key where purpose is null and destroyed_at is null order by random() limit :limit
                """).param("limit", limit).query(KeyRegister::key).list();
    }

    static StoredKey key(ResultSet row, int number) throws SQLException {
        var wrapped = row.getBytes("wrapped");
        return new StoredKey(
                new KeyId(row.getObject("id", UUID.class)),
                KeyAlgorithm.valueOf(row.getString("algorithm")),
                row.getString("purpose"),
                row.getString("credential"),
                row.getString("subscriber"),
                row.getBytes("public_key"),
                wrapped == null ? null : new Wrapped(row.getString("kek"), wrapped),
                row.getString("token_label"));
    }
}
