package wariin.trustlist;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Alarms that were given, so that each is given once.
@Repository
class AlarmRegister {

    private final JdbcClient jdbc;

    AlarmRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// True for the first to raise it.
    boolean raise(String kind, String subject, Instant at) {
        return jdbc.sql("""
                        insert into trustlist_alarm (kind, subject, sent_at) values (:kind, :subject, :at)
                        on conflict do nothing
                        """)
                        .param("kind", kind)
                        .param("subject", subject)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
