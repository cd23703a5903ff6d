package wariin.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts of programs' attempts, in fixed windows.
@Repository
class AttemptCounts {

    private final JdbcClient jdbc;

    AttemptCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int count(String key, Duration window, Instant now) {
        return jdbc.sql("""
                        insert into enrolment_attempt (key, window_start, count) values (:key, :start, 1)
                        on conflict (key, window_start) do update set count = enrolment_attempt.count + 1
                        returning count
                        """)
                .param("key", key)
                .param("start", start(window, now))
                .query(Integer.class)
                .single();
    }

    int read(String key, Duration window, Instant now) {
        return jdbc.sql("select count from enrolment_attempt where key = :key and window_start = :start")
                .param("key", key)
                .param("start", start(window, now))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void sweep(Instant before) {
        jdbc.sql("delete from enrolment_attempt where window_start < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static OffsetDateTime start(Duration window, Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() / window.toSeconds() * window.toSeconds())
                .atOffset(ZoneOffset.UTC);
    }
}
