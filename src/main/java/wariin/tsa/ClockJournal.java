package wariin.tsa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The minutes of the clock. Rows are only added.
@Repository
class ClockJournal {
    private final JdbcClient jdbc;

    ClockJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A minute that was begun before (the clock was set back) is added to.
    void add(long epoch, ClockMinute minute) {
        jdbc.sql("""
                        insert into tsa_clock_minute (epoch, minute, offset_us, uncertainty_us, leases, gaps, steps,
                                                      pauses, refusals, reason, sources)
                        values (:epoch, :minute, :offset, :uncertainty, :leases, :gaps, :steps, :pauses, :refusals,
                                :reason, :sources)
                        on conflict (epoch, minute) do update
                           set leases = tsa_clock_minute.leases + excluded.leases,
                               gaps = tsa_clock_minute.gaps + excluded.gaps,
                               steps = tsa_clock_minute.steps + excluded.steps,
                               pauses = tsa_clock_minute.pauses + excluded.pauses,
                               refusals = tsa_clock_minute.refusals + excluded.refusals,
                               reason = coalesce(excluded.reason, tsa_clock_minute.reason)
                        """)
                .param("epoch", epoch)
                .param("minute", minute.minute().atOffset(ZoneOffset.UTC))
                .param("offset", minute.offset())
                .param("uncertainty", minute.uncertainty())
                .param("leases", minute.leases())
                .param("gaps", minute.gaps())
                .param("steps", minute.steps())
                .param("pauses", minute.pauses())
                .param("refusals", minute.refusals())
                .param("reason", minute.reason())
                .param("sources", minute.sources())
                .update();
    }

    /// The minutes of a time, oldest first, of all starts and nodes.
    List<ClockMinute> between(Instant from, Instant to, int limit) {
        return jdbc.sql("""
                        select minute, offset_us, uncertainty_us, leases, gaps, steps, pauses, refusals, reason, sources
                          from tsa_clock_minute
                         where minute >= :from and minute < :to
                         order by minute, epoch
                         limit :limit
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(ClockJournal::minute)
                .list();
    }

    private static ClockMinute minute(ResultSet row, int number) throws SQLException {
        return new ClockMinute(
                row.getObject("minute", OffsetDateTime.class).toInstant(),
                row.getObject("offset_us", Long.class),
                row.getObject("uncertainty_us", Long.class),
                row.getInt("leases"),
                row.getInt("gaps"),
                row.getInt("steps"),
                row.getInt("pauses"),
                row.getLong("refusals"),
                row.getString("reason"),
                row.getString("sources"));
    }
}
