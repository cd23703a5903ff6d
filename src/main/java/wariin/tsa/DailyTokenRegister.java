package wariin.tsa;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How many time-stamps were issued on each day that is over.
@Repository
class DailyTokenRegister {
    private final JdbcClient jdbc;

    DailyTokenRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Instant until(ZoneId zone) {
        return jdbc.sql("select until from tsa_counted where zone = :zone")
                .param("zone", zone.getId())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    /// Counts the days from where the last count ended. Within a transaction: another node waits, and finds it done.
    void count(ZoneId zone, Instant end) {
        jdbc.sql("insert into tsa_counted (zone, until) values (:zone, :epoch) on conflict do nothing")
                .param("zone", zone.getId())
                .param("epoch", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        var begin = jdbc.sql("select until from tsa_counted where zone = :zone for update")
                .param("zone", zone.getId())
                .query(OffsetDateTime.class)
                .single();
        if (!begin.toInstant().isBefore(end)) return;
        jdbc.sql("""
                        insert into tsa_daily_count (zone, day, tokens)
                        select :zone, (issued_at at time zone :zone)::date, sum(last - first + 1)
                          from tsa_batch
                         where issued_at >= :begin
                           and issued_at < :end
                         group by 2
                        """)
                .param("zone", zone.getId())
                .param("begin", begin)
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update tsa_counted set until = :end where zone = :zone")
                .param("zone", zone.getId())
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
    }

    Map<YearMonth, Long> byMonth(ZoneId zone) {
        return months(jdbc.sql("""
                        select to_char(day, 'YYYY-MM') as month, sum(tokens) as tokens
                          from tsa_daily_count
                         where zone = :zone
                         group by 1
                        """).param("zone", zone.getId()));
    }

    /// What was not counted by day yet, by the batches themselves.
    Map<YearMonth, Long> issuedByMonth(ZoneId zone, Instant from) {
        return months(jdbc.sql("""
                        select to_char(issued_at at time zone :zone, 'YYYY-MM') as month, sum(last - first + 1) as tokens
                          from tsa_batch
                         where issued_at >= :from
                         group by 1
                        """).param("zone", zone.getId()).param("from", from.atOffset(ZoneOffset.UTC)));
    }

    private static Map<YearMonth, Long> months(JdbcClient.StatementSpec query) {
        var months = new TreeMap<YearMonth, Long>();
        query.query(row -> {
            months.put(YearMonth.parse(row.getString("month")), row.getLong("tokens"));
        });
        return months;
    }
}
