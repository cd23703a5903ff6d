package wariin.register;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Gives the times of record: one writer after the other, each later than any time that a reader asked about before.
@Repository
class ClockRegister {

    private static final long LOCK = 0x7761_7269_696e_0001L;

    private final JdbcClient sql;
    private final Clock clock;

    ClockRegister(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Holds all other writers back until the transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant next() {
        lock();
        var last = last();
        var now = now();
        // Later than what any reader can have taken for the present, also when the clock was set back.
        var next = (now.isAfter(last) ? now : last).plus(1, ChronoUnit.MICROS);
        sql.sql("update register_clock set recorded_at = :at")
                .param("at", next.atOffset(ZoneOffset.UTC))
                .update();
        return next;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        sql.sql("select pg_advisory_xact_lock(:key)")
                .param("key", LOCK)
                .query((_, _) -> true)
                .single();
    }

    /// A time whose published state is final: no writer that is under way will still record anything before it.
    @Transactional
    public Instant settled(Instant exactly) {
        var wanted = exactly.truncatedTo(ChronoUnit.MICROS);
        if (!wanted.isAfter(last())) return wanted;
        sql.sql("select pg_advisory_xact_lock_shared(:key)")
                .param("key", LOCK)
                .query((_, _) -> true)
                .single();
        var present = present();
        return wanted.isAfter(present) ? present : wanted;
    }

    /// Now, or the last record if that is later.
    Instant present() {
        var last = last();
        var now = now();
        return now.isAfter(last) ? now : last;
    }

    Instant last() {
        return sql.sql("select recorded_at from register_clock")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as fine as the database keeps it
    }

    /// Until when everybody was told of what became visible; moves it on to the given time.
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant tellUntil(Instant until) {
        var before = sql.sql("select told_until from register_clock for update")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        sql.sql("update register_clock set told_until = greatest(told_until, :until)")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
        return before;
    }
}
