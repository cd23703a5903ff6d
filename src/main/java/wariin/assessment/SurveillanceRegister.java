package wariin.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the calendar has said already.
@Repository
class SurveillanceRegister {

    private final JdbcClient jdbc;

    SurveillanceRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// True for the first caller only.
    boolean first(UUID subject, String kind, LocalDate day, Instant at) {
        return jdbc.sql("""
                        insert into assessment_reminder (subject, kind, day, sent_at)
                        values (:subject, :kind, :day, :at)
                            on conflict do nothing
                        """)
                        .param("subject", subject)
                        .param("kind", kind)
                        .param("day", day)
                        .param("at", CaseRegister.utc(at))
                        .update()
                > 0;
    }
}
