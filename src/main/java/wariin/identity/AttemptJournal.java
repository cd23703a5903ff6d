package wariin.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts of attempts, in fixed windows.
@Repository
class AttemptJournal {

    private final JdbcClient jdbc;

    AttemptJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int count(String key, Duration window, Instant now) {
        var start = Instant.ofEpochSecond(now.getEpochSecond() / window.toSeconds() * window.toSeconds());
        return jdbc.sql("""
                        insert into identity_attempt (key, window_start, count) values (:key, :start, 1)
                        on conflict (key, window_start) do update set count = identity_attempt.count + 1
                        returning count
                        """)
                .param("key", key)
                .param("start", start.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    void forget(String key) {
        jdbc.sql("delete from identity_attempt where key = :key")
                .param("key", key)
                .update();
    }

    void sweep(Instant before) {
        jdbc.sql("delete from identity_attempt where window_start < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
