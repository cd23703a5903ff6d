package wariin.vault;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;

/// The rows of the vault: owners' wrapped keys, and which files somebody still counts on.
@Repository
class VaultRegister {

    record Row(String owner, ContentHash hash, long length) {}

    private final JdbcClient sql;

    VaultRegister(JdbcClient sql) {
        this.sql = sql;
    }

    /// Waits until this transaction is the only one that deals with the file of a name.
    void lock(String name) {
        var half = Long.parseUnsignedLong(name.substring(0, 16), 16);
        sql.sql("select pg_advisory_xact_lock(:half)")
                .param("half", half)
                .query((_, _) -> true)
                .single();
    }

    void add(String name, String owner, ContentHash hash, long length, Instant now) {
        sql.sql("""
                insert into vault_file (name, owner, content_hash, length, receipts, created_at)
                values (:name, :owner, :hash, :length, 1, :now)
                on conflict (name) do update set receipts = vault_file.receipts + 1
                """)
                .param("name", name)
                .param("owner", owner)
                .param("hash", hash.bytes())
                .param("length", length)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Takes one receipt back; with the last one the row goes.
    void takeBack(String name) {
        sql.sql("delete from vault_file where name = :name and receipts = 1")
                .param("name", name)
                .update();
        sql.sql("update vault_file set receipts = receipts - 1 where name = :name")
                .param("name", name)
                .update();
    }

    boolean isKept(String name) {
        return sql.sql("select exists (select from vault_file where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    Optional<Wrapped> ownerKey(String owner) {
        return sql.sql("select kek, wrapped from vault_owner_key where owner = :owner")
                .param("owner", owner)
                .query((row, _) -> new Wrapped(row.getString(1), row.getBytes(2)))
                .optional();
    }

    void addOwnerKey(String owner, Wrapped key, Instant now) {
        sql.sql("""
                insert into vault_owner_key (owner, kek, wrapped, created_at) values (:owner, :kek, :wrapped, :now)
                on conflict do nothing
                """)
                .param("owner", owner)
                .param("kek", key.key())
                .param("wrapped", key.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<String> keyEncryptionKeys() {
        return sql.sql("select distinct kek from vault_owner_key order by kek")
                .query(String.class)
                .list();
    }

    long count() {
        return sql.sql("select count(*) from vault_file").query(Long.class).single();
    }

    List<Row> sample(int limit) {
        return sql.sql("select owner, content_hash, length from vault_file order by random() limit :limit")
                .param("limit", limit)
                .query((row, _) -> new Row(row.getString(1), ContentHash.of(row.getBytes(2)), row.getLong(3)))
                .list();
    }
}
