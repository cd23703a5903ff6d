package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;

@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=counts")
class TokenCountsTests {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Autowired
    TokenCounts counts;

    @Autowired
    DailyTokenRegister days;

    @Autowired
    JdbcTemplate sql;

    private int epoch;

    @Test
    void countsDaysThatAreOverOnceAndTheRestByTheirIndex() {
        issued(20_000, "'2026-03-31 23:59:00+09'::timestamptz - i * interval '10 seconds'");
        issued(3, "'2026-03-31 15:00:00+00'::timestamptz + i * interval '1 hour'");
        issued(5, "now() - i * interval '1 second'");
        issued(7, "now() - interval '25 hours'");

        var first = counts.issuedByMonth(TOKYO);
        assertThat(first).isEqualTo(asCountedAtOnce());
        assertThat(first).containsEntry(YearMonth.of(2026, 4), 6L);
        assertThat(counts.issuedByMonth(ZoneId.of("UTC"))).isNotEqualTo(first);

        issued(2, "now()");
        // What was issued while the database was away is written down later, with its own time.
        issued(1, "now() - interval '23 hours'");
        var again = counts.issuedByMonth(TOKYO);
        assertThat(again).isEqualTo(asCountedAtOnce()).isNotEqualTo(first);

        // Days that are over are not read again: what could not be, a row from then, is not seen.
        issued(1, "'2026-03-15 12:00:00+09'::timestamptz");
        assertThat(counts.issuedByMonth(TOKYO)).containsEntry(YearMonth.of(2026, 3), first.get(YearMonth.of(2026, 3)));
        sql.execute("analyze tsa_batch");
        assertThat(String.join(
                        "\n",
                        sql.queryForList(
                                "explain select sum(last - first + 1) from tsa_batch"
                                        + " where issued_at >= now() - interval '1 day'",
                                String.class)))
                .contains("tsa_batch_issued_at");
    }

    private Map<YearMonth, Long> asCountedAtOnce() {
        return new TreeMap<>(days.issuedByMonth(TOKYO, Instant.EPOCH));
    }

    /// Batches of two tokens each.
    private void issued(int count, String at) {
        epoch++;
        sql.update("insert into tsa_epoch (number, started_at) values (?, now())", 1_000_000 + epoch);
        sql.update("""
                insert into tsa_batch (epoch, first, last, hashes, issued_at)
                select ?, 2 * i - 1, 2 * i, decode(repeat('00', 64), 'hex'), %s
                  from generate_series(1, ?) i
                """.formatted(at), 1_000_000 + epoch, count);
    }
}
