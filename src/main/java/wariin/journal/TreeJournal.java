package wariin.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.merkle.TileId;
import wariin.merkle.Tiles;
import wariin.merkle.TreeHash;

/// The rows of the tree: tiles, heads, and who the log is.
@Repository
class TreeJournal implements Tiles {

    /// A size that the tree had, its root, and the signed checkpoint once there is one.
    record Head(long size, TreeHash root, @Nullable String note) {}

    record Log(String origin, java.util.UUID key, String publicKey) {}

    /// Any number that nobody else locks: the letters of "wariinjo".
    private static final long LOCK = 0x77_61_72_69_69_6e_6a_6fL;

    private final JdbcClient sql;

    TreeJournal(JdbcClient sql) {
        this.sql = sql;
    }

    /// Waits until this transaction is the only sequencer.
    void lock() {
        sql.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((_, _) -> true)
                .single();
    }

    @Override
    public byte[] read(TileId tile) {
        return sql.sql("select hashes from journal_tile where level = :level and index = :index")
                .param("level", tile.level())
                .param("index", tile.index())
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
    }

    void write(TileId tile, byte[] hashes) {
        sql.sql("""
                insert into journal_tile (level, index, hashes) values (:level, :index, :hashes)
                on conflict (level, index) do update set hashes = excluded.hashes
                """)
                .param("level", tile.level())
                .param("index", tile.index())
                .param("hashes", hashes)
                .update();
    }

    void add(long size, TreeHash root, Instant now) {
        sql.sql("insert into journal_tree (size, root, made_at) values (:size, :root, :now)")
                .param("size", size)
                .param("root", root.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Publishes the checkpoint of a head, once; whoever signs it second has signed the same text with the same key.
    void publish(long size, String note) {
        sql.sql("update journal_tree set note = :note where size = :size and note is null")
                .param("size", size)
                .param("note", note)
                .update();
    }

    Optional<Head> newest() {
        return head("select size, root, note from journal_tree order by size desc limit 1");
    }

    Optional<Head> newestSigned() {
        return head("select size, root, note from journal_tree where note is not null order by size desc limit 1");
    }

    List<Head> heads(long after, int limit) {
        return sql.sql("select size, root, note from journal_tree where size > :after order by size limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Head(row.getLong(1), TreeHash.of(row.getBytes(2)), row.getString(3)))
                .list();
    }

    Optional<Log> log() {
        return sql.sql("select origin, key_id, public_key from journal_log")
                .query((row, _) -> new Log(row.getString(1), row.getObject(2, java.util.UUID.class), row.getString(3)))
                .optional();
    }

    void add(Log log, Instant now) {
        sql.sql("""
                insert into journal_log (origin, key_id, public_key, started_at) values (:origin, :key, :publicKey, :now)
                on conflict do nothing
                """)
                .param("origin", log.origin())
                .param("key", log.key())
                .param("publicKey", log.publicKey())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<Head> head(String query) {
        return sql.sql(query)
                .query((row, _) -> new Head(row.getLong(1), TreeHash.of(row.getBytes(2)), row.getString(3)))
                .optional();
    }
}
