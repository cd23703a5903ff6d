package wariin.ca.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import wariin.ca.authority.Authority;
import wariin.x509.SignedRevocationList;

/// The lists that were published: of each shard the newest whole, of the others number and hash.
@Repository
class RevocationListRegister {

    /// What was published last for a shard, and what was begun.
    record Shard(int shard, long begun, Instant begunAt, long number, Instant thisUpdate, Knowledge knows) {}

    /// What a list knows: two lists of a shard with the same are the same, since each change has a higher number.
    record Knowledge(int entries, long changes) {
        static final Knowledge NOTHING = new Knowledge(0, 0);
    }

    /// A list that was signed and is not stored yet.
    record Signed(
            int shard,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            Knowledge knows,
            SignedRevocationList list) {}

    private final JdbcClient jdbc;

    RevocationListRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Makes room for the lists of an authority, where there is none.
    void open(Authority authority) {
        jdbc.sql("""
                        insert into ca_list (authority, shard)
                        select :authority, shard from generate_series(0, :last) as shard
                            on conflict do nothing
                        """)
                .param("authority", authority.name())
                .param("last", authority.shards() - 1)
                .update();
    }

    /// Holds these shards until the transaction ends.
    List<Shard> lock(String authority, Collection<Integer> shards) {
        return jdbc.sql("""
                        select shard, begun, begun_at, number, this_update, entries, changes
                          from ca_list
                         where authority = :authority
                           and shard = any(:shards)
                         order by shard
                           for update
                        """)
                .param("authority", authority)
                .param("shards", ints(shards))
                .query((row, _) -> shard(row))
                .list();
    }

    /// Gives each of these shards its next number: above the last one, and not below the time in seconds, so that
    /// numbers rise even when a backup is restored that has not seen the newest lists.
    void begin(String authority, Collection<Integer> shards, Instant at) {
        jdbc.sql("""
                        update ca_list
                           set begun = greatest(begun + 1, :floor), begun_at = :at
                         where authority = :authority
                           and shard = any(:shards)
                        """)
                .param("floor", at.getEpochSecond())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("authority", authority)
                .param("shards", ints(shards))
                .update();
    }

    /// Stores what was signed; a list that a newer one overtook is history at once.
    void add(String authority, Collection<Signed> lists) {
        // In one order for everybody: two who store several lists at once would otherwise wait for each other.
        lock(authority, lists.stream().map(Signed::shard).toList());
        var small = lists.stream().filter(one -> one.list().length() <= 1 << 20).toList();
        if (!small.isEmpty()) addAll(authority, small);
        for (var one : lists) {
            if (one.list().length() > 1 << 20) addLarge(authority, one);
        }
        remember(authority, lists);
    }

    /// The same for a list that was signed elsewhere. False if its number is not above all before it.
    boolean takeIn(String authority, Signed list) {
        var taken = jdbc.sql("""
                                update ca_list
                                   set begun = :number, begun_at = :at
                                 where authority = :authority
                                   and shard = 0
                                   and begun < :number
                                """)
                        .param("number", list.number())
                        .param("at", list.thisUpdate().atOffset(ZoneOffset.UTC))
                        .param("authority", authority)
                        .update()
                == 1;
        if (taken) add(authority, List.of(list));
        return taken;
    }

    Optional<PublishedList> newest(String authority, int shard) {
        return jdbc.sql("""
                        select number, this_update, next_update, der
                          from ca_list
                         where authority = :authority
                           and shard = :shard
                           and number is not null
                        """)
                .param("authority", authority)
                .param("shard", shard)
                .query(PublishedList.class)
                .optional();
    }

    long newestNumber(String authority, int shard) {
        return jdbc.sql("select number from ca_list where authority = :authority and shard = :shard")
                .param("authority", authority)
                .param("shard", shard)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// Empty until all its lists are there.
    Optional<ListSummary> summary(Authority authority) {
        return jdbc.sql("""
                        select count(*) as lists, max(number) as number, min(this_update) as this_update,
                               sum(entries) as entries
                          from ca_list
                         where authority = :authority
                           and number is not null
                        having count(*) >= :shards
                        """)
                .param("authority", authority.name())
                .param("shards", authority.shards())
                .query(ListSummary.class)
                .optional();
    }

    /// All shards of all authorities, for those who look what is due.
    List<OfAuthority> all() {
        return jdbc.sql("select authority, shard, begun, begun_at, number, this_update, entries, changes from ca_list")
                .query((row, _) -> new OfAuthority(row.getString("authority"), shard(row)))
                .list();
    }

    record OfAuthority(String authority, Shard shard) {}

    private void addAll(String authority, List<Signed> lists) {
        jdbc.sql("""
                        update ca_list
                           set number = new.number, this_update = new.this_update, next_update = new.next_update,
                               entries = new.entries, changes = new.changes, der = new.der
                          from unnest(cast(:shards as integer[]), cast(:numbers as bigint[]),
                                      cast(:updates as timestamptz[]), cast(:nexts as timestamptz[]),
                                      cast(:entries as integer[]), cast(:changes as bigint[]), cast(:ders as bytea[]))
                               as new (shard, number, this_update, next_update, entries, changes, der)
                         where ca_list.authority = :authority
                           and ca_list.shard = new.shard
                           and coalesce(ca_list.number, 0) < new.number
                        """)
                .param("authority", authority)
                .param("shards", ints(lists.stream().map(Signed::shard).toList()))
                .param("numbers", longs(lists.stream().map(Signed::number).toList()))
                .param(
                        "updates",
                        instants(lists.stream().map(Signed::thisUpdate).toList()))
                .param("nexts", instants(lists.stream().map(Signed::nextUpdate).toList()))
                .param(
                        "entries",
                        ints(lists.stream().map(one -> one.knows().entries()).toList()))
                .param(
                        "changes",
                        longs(lists.stream().map(one -> one.knows().changes()).toList()))
                .param(
                        "ders",
                        octets(lists.stream().map(one -> one.list().encoded()).toList()))
                .update();
    }

    /// A long list goes in as a stream, so it is never copied.
    private void addLarge(String authority, Signed one) {
        jdbc.sql("""
                        update ca_list
                           set number = :number, this_update = :thisUpdate, next_update = :nextUpdate,
                               entries = :entries, changes = :changes, der = :der
                         where authority = :authority
                           and shard = :shard
                           and coalesce(number, 0) < :number
                        """)
                .param("number", one.number())
                .param("thisUpdate", one.thisUpdate().atOffset(ZoneOffset.UTC))
                .param("nextUpdate", one.nextUpdate().atOffset(ZoneOffset.UTC))
                .param("entries", one.knows().entries())
                .param("changes", one.knows().changes())
                .param("der", new SqlBinaryValue(one.list().stream(), one.list().length()))
                .param("authority", authority)
                .param("shard", one.shard())
                .update();
    }

    private void remember(String authority, Collection<Signed> lists) {
        jdbc.sql("""
                        insert into ca_revocation_list (authority, shard, number, this_update, next_update, entries,
                                                        sha256)
                        select :authority, *
                          from unnest(cast(:shards as integer[]), cast(:numbers as bigint[]),
                                      cast(:updates as timestamptz[]), cast(:nexts as timestamptz[]),
                                      cast(:entries as integer[]), cast(:hashes as bytea[]))
                        """)
                .param("authority", authority)
                .param("shards", ints(lists.stream().map(Signed::shard).toList()))
                .param("numbers", longs(lists.stream().map(Signed::number).toList()))
                .param(
                        "updates",
                        instants(lists.stream().map(Signed::thisUpdate).toList()))
                .param("nexts", instants(lists.stream().map(Signed::nextUpdate).toList()))
                .param(
                        "entries",
                        ints(lists.stream().map(one -> one.knows().entries()).toList()))
                .param(
                        "hashes",
                        octets(lists.stream().map(one -> one.list().sha256()).toList()))
                .update();
    }

    private static Shard shard(ResultSet row) throws SQLException {
        return new Shard(
                row.getInt("shard"),
                row.getLong("begun"),
                instant(row, "begun_at"),
                row.getLong("number"),
                instant(row, "this_update"),
                new Knowledge(row.getInt("entries"), row.getLong("changes")));
    }

    /// The beginning of time, where there is none.
    private static Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? Instant.EPOCH : at.toInstant();
    }

    private static SqlArrayValue ints(Collection<Integer> values) {
        return new SqlArrayValue("int4", (Object[]) values.toArray(Integer[]::new));
    }

    private static SqlArrayValue instants(Collection<Instant> values) {
        return new SqlArrayValue(
                "timestamptz", (Object[]) values.stream().map(Instant::toString).toArray(String[]::new));
    }

    private static SqlArrayValue octets(Collection<byte[]> values) {
        return new SqlArrayValue("bytea", (Object[]) values.toArray(byte[][]::new));
    }

    private static SqlArrayValue longs(Collection<Long> values) {
        return new SqlArrayValue("int8", (Object[]) values.toArray(Long[]::new));
    }
}
