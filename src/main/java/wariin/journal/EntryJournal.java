package wariin.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import wariin.merkle.TreeHash;

/// The rows of the entries: inserted, numbered, and never anything else but erased of what is personal.
@Repository
class EntryJournal {

    static final String ERASED = "erased";

    /// An entry that is not in the table yet.
    record Fresh(TreeHash leafHash, byte[] leaf, Act act, Instant at, byte[] salt) {}

    /// What the sequencer needs of an entry that it has just numbered.
    record Numbered(long index, TreeHash leafHash) {}

    /// An entry with all that its leaf is made of, for checking.
    record Whole(JournalEntry entry, byte[] leaf, byte @Nullable [] salt) {}

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final JdbcClient sql;

    EntryJournal(JdbcClient sql) {
        this.sql = sql;
    }

    /// Adds all of them, numbered in this order.
    void add(List<Fresh> entries) {
        sql.sql("""
                insert into journal_entry (leaf_hash, leaf, kind, subject, at, actor, facts, salt)
                select leaf_hash, leaf, kind, subject, at, actor, facts, salt
                  from unnest(:leafHashes, :leaves, :kinds, :subjects, :times, :actors, :facts, :salts)
                       with ordinality as n (leaf_hash, leaf, kind, subject, at, actor, facts, salt, place)
                 order by place
                """)
                .param("leafHashes", octets(entries, entry -> entry.leafHash().bytes()))
                .param("leaves", octets(entries, Fresh::leaf))
                .param("kinds", texts(entries, entry -> entry.act().kind()))
                .param("subjects", texts(entries, entry -> entry.act().subject()))
                .param("times", new SqlArrayValue("timestamptz", (Object[])
                        entries.stream().map(entry -> entry.at().toString()).toArray(String[]::new)))
                .param("actors", texts(entries, entry -> entry.act().actor()))
                .param("facts", texts(entries, entry -> Leaf.facts(entry.act().facts())))
                .param("salts", octets(entries, Fresh::salt))
                .update();
    }

    private static SqlArrayValue octets(List<Fresh> entries, Function<Fresh, byte[]> column) {
        return new SqlArrayValue(
                "bytea", (Object[]) entries.stream().map(column).toArray(byte[][]::new));
    }

    private static SqlArrayValue texts(List<Fresh> entries, Function<Fresh, String> column) {
        return new SqlArrayValue("text", (Object[]) entries.stream().map(column).toArray(String[]::new));
    }

    List<JournalEntry> about(String subject) {
        return sql.sql("""
                select leaf_hash, leaf, kind, subject, at, actor, facts, salt, tree_index
                from journal_entry where subject = :subject order by seq
                """).param("subject", subject).query(EntryJournal::entry).list();
    }

    Optional<Whole> find(TreeHash leafHash) {
        return sql.sql("""
                select leaf_hash, leaf, kind, subject, at, actor, facts, salt, tree_index
                from journal_entry where leaf_hash = :leafHash
                """)
                .param("leafHash", leafHash.bytes())
                .query(EntryJournal::whole)
                .optional();
    }

    Optional<Whole> findByIndex(long index) {
        return between(index, index + 1).stream().findFirst();
    }

    /// Entries by their place in the tree.
    List<Whole> between(long from, long to) {
        return sql.sql("""
                select leaf_hash, leaf, kind, subject, at, actor, facts, salt, tree_index
                from journal_entry where tree_index >= :from and tree_index < :to order by tree_index
                """)
                .param("from", from)
                .param("to", to)
                .query(EntryJournal::whole)
                .list();
    }

    /// Gives the next places to entries whose transactions have committed: no other is visible here.
    List<Numbered> number(long size, int limit) {
        return sql
                .sql("""
                with next as (
                    select seq from journal_entry where tree_index is null order by seq limit :limit
                ), numbered as (
                    select seq, :size + row_number() over (order by seq) - 1 as place from next
                )
                update journal_entry e set tree_index = n.place from numbered n where e.seq = n.seq
                returning e.tree_index, e.leaf_hash
                """)
                .param("limit", limit)
                .param("size", size)
                .query((row, number) -> new Numbered(row.getLong(1), TreeHash.of(row.getBytes(2))))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparingLong(Numbered::index))
                .toList();
    }

    void erase(TreeHash leafHash) {
        sql.sql("update journal_entry set actor = null, facts = null, salt = null where leaf_hash = :leafHash")
                .param("leafHash", leafHash.bytes())
                .update();
    }

    long waiting() {
        return sql.sql("select count(*) from journal_entry where tree_index is null")
                .query(Long.class)
                .single();
    }

    /// Entries with a place that the newest head does not reach. One statement, so a sequencer at work does not
    /// disturb.
    long beyondTheTree() {
        return sql.sql("""
                select count(*) from journal_entry
                where tree_index >= (select coalesce(max(size), 0) from journal_tree)
                """).query(Long.class).single();
    }

    private static JournalEntry entry(ResultSet row, int number) throws SQLException {
        var actor = row.getString("actor");
        var facts = row.getString("facts");
        var act = new Act(
                row.getString("kind"),
                row.getString("subject"),
                actor == null ? ERASED : actor,
                facts == null ? Map.of() : JSON.readValue(facts, FACTS));
        var at = row.getObject("at", OffsetDateTime.class).toInstant();
        var index = row.getObject("tree_index", Long.class);
        return new JournalEntry(new EntryId(TreeHash.of(row.getBytes("leaf_hash"))), at, act, index);
    }

    private static Whole whole(ResultSet row, int number) throws SQLException {
        return new Whole(entry(row, number), row.getBytes("leaf"), row.getBytes("salt"));
    }
}
