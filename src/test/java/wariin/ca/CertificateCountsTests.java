package wariin.ca;

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
class CertificateCountsTests {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Autowired
    CertificateCounts counts;

    @Autowired
    DailyCountRegister days;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    JdbcTemplate sql;

    @Test
    void countsDaysThatAreOverOnceAndTheRestByTheirIndex() {
        issued(40_000, "'2026-03-31 23:59:00+09'::timestamptz - i * interval '1 second'");
        issued(3, "'2026-03-31 15:00:00+00'::timestamptz + i * interval '1 hour'");
        issued(5, "now() - i * interval '1 second'");

        var first = counts.issuedByMonth(TOKYO);
        assertThat(first).isEqualTo(asCountedAtOnce());
        assertThat(first).containsEntry(YearMonth.of(2026, 3), 40_000L).containsEntry(YearMonth.of(2026, 4), 3L);
        assertThat(counts.issuedByMonth(ZoneId.of("UTC")))
                .isNotEqualTo(first)
                .containsEntry(YearMonth.of(2026, 3), 40_003L);

        issued(2, "now()");
        authority.issue(TestSubscribers.request());
        assertThat(counts.issuedByMonth(TOKYO)).isEqualTo(asCountedAtOnce()).isNotEqualTo(first);

        // Days that are over are not read again: what could not be, a row from then, is not seen.
        issued(1, "'2026-03-15 12:00:00+09'::timestamptz");
        assertThat(counts.issuedByMonth(TOKYO)).containsEntry(YearMonth.of(2026, 3), 40_000L);
        sql.execute("analyze ca_certificate");
        assertThat(String.join(
                        "\n",
                        sql.queryForList(
                                "explain select to_char(settled_at at time zone 'Asia/Tokyo',"
                                        + " 'YYYY-MM'), count(*) from ca_certificate where not own and settled_at >= now()"
                                        + " - interval '1 day' group by 1",
                                String.class)))
                .contains("ca_certificate_settled");
    }

    private Map<YearMonth, Long> asCountedAtOnce() {
        return new TreeMap<>(days.issuedByMonth(TOKYO, Instant.EPOCH));
    }

    private void issued(int count, String at) {
        sql.update("""
                insert into ca_certificate (not_before, not_after, intended_at, settled_at, own, serial, issuer,
                                            profile, holder, subject_key, der)
                select settled, settled + interval '1 year', settled, settled, false,
                       decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'issuing', 'person/1',
                       gen_random_uuid()::text, sha256(gen_random_uuid()::text::bytea), ''::bytea
                  from (select %s as settled from generate_series(1, ?) i) dates
                """.formatted(at), count);
    }
}
