package wariin.tsa;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// How many time-stamps were issued, and nothing of any of them. Whoever publishes it withholds small numbers. A day
/// that is over is counted once and kept: what is read each time is a few days of batches, however many there are.
@Service
public class TokenCounts {
    /// Tokens are issued while the database is away, and written down with their own time when it is back.
    private static final Duration SETTLED = Duration.ofDays(1);

    private final DailyTokenRegister days;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TokenCounts(DailyTokenRegister days, TransactionTemplate transactions, Clock clock) {
        this.days = days;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// By month of a zone's calendar; a month with none is absent.
    public Map<YearMonth, Long> issuedByMonth(ZoneId zone) {
        var settled = LocalDate.ofInstant(clock.instant().minus(SETTLED), zone)
                .atStartOfDay(zone)
                .toInstant();
        if (days.until(zone).isBefore(settled)) transactions.executeWithoutResult(_ -> days.count(zone, settled));
        var months = new TreeMap<>(days.byMonth(zone));
        days.issuedByMonth(zone, days.until(zone)).forEach((month, count) -> months.merge(month, count, Long::sum));
        return months;
    }
}
