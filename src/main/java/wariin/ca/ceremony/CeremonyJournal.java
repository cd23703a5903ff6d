package wariin.ca.ceremony;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.journal.EntryId;

/// What was done in the key ceremony, each step once.
@Repository
class CeremonyJournal {
    private static final long LOCK = 0x57617269696e4341L;

    /// A step as it was recorded.
    record Step(int number, String step, byte[] sha256, Instant recordedAt, String entry) {}

    private final JdbcClient jdbc;
    private final DataSource source;

    CeremonyJournal(JdbcClient jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.source = source;
    }

    /// Lets one node at a time do it. The lock belongs to a connection, not to a transaction: keys are used meanwhile.
    <T> T alone(Supplier<T> work) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                return work.get();
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The key ceremony could not be locked", e);
        }
    }

    boolean has(String step) {
        return jdbc.sql("select count(*) from ca_ceremony where step = :step")
                        .param("step", step)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    void add(String step, byte[] sha256, Instant at, EntryId entry) {
        jdbc.sql("""
                        insert into ca_ceremony (step, number, sha256, recorded_at, entry)
                        select :step, coalesce(max(number), 0) + 1, :sha256, :at, :entry
                          from ca_ceremony
                        """)
                .param("step", step)
                .param("sha256", sha256)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("entry", entry.toString())
                .update();
    }

    List<Step> all() {
        return jdbc.sql("select number, step, sha256, recorded_at, entry from ca_ceremony order by number")
                .query((row, _) -> new Step(
                        row.getInt("number"),
                        row.getString("step"),
                        row.getBytes("sha256"),
                        row.getObject("recorded_at", java.time.OffsetDateTime.class)
                                .toInstant(),
                        row.getString("entry")))
                .list();
    }
}
