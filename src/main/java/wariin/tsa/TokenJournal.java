package wariin.tsa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The starts of the unit and the hashes of all tokens.
@Repository
class TokenJournal {
    /// Among how many tokens, the newest, one is found without its number.
    static final int SEARCHED = 500_000;

    private static final int MOST_BATCHES = 200_000;
    private static final int HASH = 32;

    private final JdbcClient jdbc;

    TokenJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A new epoch, committed before its first token. Two nodes that start at once: the key lets one of them try
    /// again.
    long begin(Instant at) {
        return jdbc.sql("""
                        insert into tsa_epoch (number, started_at)
                        select coalesce(max(number), 0) + 1, :at
                          from tsa_epoch
                        returning number
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<Instant> lastTime() {
        return jdbc.sql("""
                        select issued_at
                          from tsa_batch
                         order by epoch desc, first desc
                         limit 1
                        """)
                .query((row, _) ->
                        row.getObject("issued_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    void add(long epoch, long first, long last, byte[] hashes, Instant at) {
        jdbc.sql("""
                        insert into tsa_batch (epoch, first, last, hashes, issued_at)
                        values (:epoch, :first, :last, :hashes, :at)
                        """)
                .param("epoch", epoch)
                .param("first", first)
                .param("last", last)
                .param("hashes", hashes)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Tokens that were written down together.
    record Batch(long epoch, long first, byte[] hashes, Instant issuedAt) {}

    /// The batch in which this number was written down, however old it is.
    Optional<Batch> batchOf(long epoch, long counter) {
        return jdbc.sql("""
                        select epoch, first, last, hashes, issued_at
                          from tsa_batch
                         where epoch = :epoch
                           and first <= :counter
                         order by first desc
                         limit 1
                        """)
                .param("epoch", epoch)
                .param("counter", counter)
                .query(TokenJournal::batch)
                .optional()
                .filter(batch -> counter < batch.first() + batch.hashes().length / HASH);
    }

    /// The batch that holds these bytes, among the newest. There is no index over single tokens, which would cost each
    /// of them a row: a look reads 32 bytes for each token of the newest batches, and must end, as anybody may ask.
    Optional<Batch> newestWith(byte[] sha256) {
        return jdbc.sql("""
                        select epoch, first, hashes, issued_at
                          from tsa_batch
                         where (epoch, first) in (
                                 select epoch, first
                                   from (select epoch, first,
                                                sum(last - first + 1) over (
                                                  order by issued_at desc, epoch desc, first desc
                                                  rows unbounded preceding) as tokens
                                           from (select epoch, first, last, issued_at
                                                   from tsa_batch
                                                  order by issued_at desc
                                                  limit :batches) newest) counted
                                  where tokens <= :tokens)
                           and position(:sha256 in hashes) > 0
                         order by issued_at desc
                         limit 1
                        """)
                .param("batches", MOST_BATCHES)
                .param("tokens", SEARCHED)
                .param("sha256", sha256)
                .query(TokenJournal::batch)
                .optional();
    }

    private static Batch batch(ResultSet row, int number) throws SQLException {
        return new Batch(
                row.getLong("epoch"),
                row.getLong("first"),
                row.getBytes("hashes"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant());
    }
}
