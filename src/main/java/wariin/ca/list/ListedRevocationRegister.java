package wariin.ca.list;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import wariin.ca.authority.Authority;
import wariin.ca.list.RevocationListRegister.Knowledge;
import wariin.x509.Revocations;

/// What stands on lists now, by the low byte of the number, which says on which.
@Repository
class ListedRevocationRegister {
    private static final int FETCH = 10_000;

    private final JdbcClient jdbc;

    ListedRevocationRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// How much there is to know of each of these shards; what nothing is known of is absent.
    Map<Integer, Knowledge> knowledge(Authority authority, Collection<Integer> shards) {
        var known = new HashMap<Integer, Knowledge>();
        jdbc.sql("""
                        select low_byte, count(*) as entries, sum(status_number) as changes
                          from ca_revocation
                         where issuer = :issuer
                           and low_byte = any(:lowBytes)
                           and revoked_at is not null
                         group by low_byte
                        """)
                .param("issuer", authority.name())
                .param("lowBytes", lowBytes(authority, shards))
                .query(row -> {
                    var some = new Knowledge(row.getInt("entries"), row.getLong("changes"));
                    known.merge(row.getInt("low_byte") % authority.shards(), some, ListedRevocationRegister::sum);
                });
        return known;
    }

    /// The same for everybody, in one look.
    Map<String, Map<Integer, Knowledge>> knowledge(Collection<Authority> authorities) {
        var shards = new HashMap<String, Integer>();
        for (var authority : authorities) shards.put(authority.name(), authority.shards());
        var known = new HashMap<String, Map<Integer, Knowledge>>();
        jdbc.sql("""
                        select issuer, low_byte, count(*) as entries, sum(status_number) as changes
                          from ca_revocation
                         where revoked_at is not null
                         group by issuer, low_byte
                        """).query(row -> {
            var issuer = row.getString("issuer");
            var parts = shards.get(issuer);
            if (parts == null) return;
            var some = new Knowledge(row.getInt("entries"), row.getLong("changes"));
            known.computeIfAbsent(issuer, _ -> new HashMap<>())
                    .merge(row.getInt("low_byte") % parts, some, ListedRevocationRegister::sum);
        });
        return known;
    }

    /// All that an authority ever revoked and these shards cover: expired ones stay on the list.
    Map<Integer, Revocations> entries(Authority authority, Collection<Integer> shards) {
        var entries = new HashMap<Integer, Revocations>();
        for (var shard : shards) entries.put(shard, new Revocations());
        // A million numbers are sorted in memory.
        jdbc.sql("set local work_mem = '96MB'").update();
        jdbc.sql("""
                        select low_byte, serial, cast(extract(epoch from revoked_at) as bigint) as second, reason
                          from ca_revocation
                         where issuer = :issuer
                           and low_byte = any(:lowBytes)
                           and revoked_at is not null
                         order by octet_length(serial), serial
                        """)
                .withFetchSize(FETCH)
                .param("issuer", authority.name())
                .param("lowBytes", lowBytes(authority, shards))
                .query(row -> {
                    var shard = entries.get(row.getInt(1) % authority.shards());
                    if (shard != null) shard.add(fixed(row.getBytes(2)), row.getLong(3), row.getInt(4));
                });
        return entries;
    }

    private static byte[] fixed(byte[] serial) {
        if (serial.length == 20) return serial;
        var wide = new byte[20];
        System.arraycopy(serial, 0, wide, 20 - serial.length, serial.length);
        return wide;
    }

    private static Knowledge sum(Knowledge one, Knowledge other) {
        return new Knowledge(one.entries() + other.entries(), one.changes() + other.changes());
    }

    private static SqlArrayValue lowBytes(Authority authority, Collection<Integer> shards) {
        var bytes = java.util.stream.IntStream.range(0, 256)
                .filter(low -> shards.contains(low % authority.shards()))
                .boxed()
                .toArray(Integer[]::new);
        return new SqlArrayValue("int4", (Object[]) bytes);
    }
}
