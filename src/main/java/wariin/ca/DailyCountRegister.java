package wariin.ca;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How many certificates others were given on each day that is over.
@Repository
class DailyCountRegister {
    private final JdbcClient jdbc;

    DailyCountRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Instant until(ZoneId zone) {
        return jdbc.sql("select until from ca_counted where zone = :zone")
                .param("zone", zone.getId())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    /// Counts the days from where the last count ended. Within a transaction: another node waits, and finds it done.
    void count(ZoneId zone, Instant end) {
        jdbc.sql("insert into ca_counted (zone, until) values (:zone, :epoch) on conflict do nothing")
                .param("zone", zone.getId())
                .param("epoch", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        var begin = jdbc.sql("select until from ca_counted where zone = :zone for update")
                .param("zone", zone.getId())
                .query(OffsetDateTime.class)
                .single();
        if (!begin.toInstant().isBefore(end)) return;
        jdbc.sql("""
                        insert into ca_daily_count (zone, day, certificates)
                        select :zone, (settled_at at time zone :zone)::date, count(*)
                          from ca_certificate
                         where not own
                           and settled_at >= :begin
                           and settled_at < :end
                         group by 2
                        """)
                .param("zone", zone.getId())
                .param("begin", begin)
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update ca_counted set until = :end where zone = :zone")
                .param("zone", zone.getId())
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// How many in each month from a day on, by the calendar of a zone, as the register itself says it.
    Map<YearMonth, Long> issuedByMonth(ZoneId zone, Instant from) {
        var months = new TreeMap<YearMonth, Long>();
        jdbc.sql("""
                        select to_char(settled_at at time zone :zone, 'YYYY-MM') as month, count(*) as certificates
                          from ca_certificate
                         where not own
                           and settled_at >= :from
                         group by 1
                        """)
                .param("zone", zone.getId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    months.put(YearMonth.parse(row.getString("month")), row.getLong("certificates"));
                });
        return months;
    }

    Map<YearMonth, Long> byMonth(ZoneId zone) {
        var months = new TreeMap<YearMonth, Long>();
        jdbc.sql("""
                        select to_char(day, 'YYYY-MM') as month, sum(certificates) as certificates
                          from ca_daily_count
                         where zone = :zone
                         group by 1
                        """).param("zone", zone.getId()).query(row -> {
            months.put(YearMonth.parse(row.getString("month")), row.getLong("certificates"));
        });
        return months;
    }
}
