package wariin.ca;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// How many certificates subscribers were given, and nothing of any of them. Whoever publishes it withholds small
/// numbers. A day that is over is counted once and kept: what is read each time is a day or two of certificates, by
/// their index, however many there are.
@Service
public class CertificateCounts {
    /// What was issued before midnight is committed within this time, even if its queue was long.
    private static final Duration SETTLED = Duration.ofHours(1);

    private final DailyCountRegister days;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CertificateCounts(DailyCountRegister days, TransactionTemplate transactions, Clock clock) {
        this.days = days;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// By month of a zone's calendar; a month with none is absent.
    public Map<YearMonth, Long> issuedByMonth(ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant().minus(SETTLED), zone)
                .atStartOfDay(zone)
                .toInstant();
        if (days.until(zone).isBefore(today)) transactions.executeWithoutResult(_ -> days.count(zone, today));
        var months = new TreeMap<>(days.byMonth(zone));
        days.issuedByMonth(zone, days.until(zone)).forEach((month, count) -> months.merge(month, count, Long::sum));
        return months;
    }
}
