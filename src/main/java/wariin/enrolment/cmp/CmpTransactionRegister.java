package wariin.enrolment.cmp;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.request.RequestId;
import wariin.x509.SerialNumber;

/// Where transactions stand. Each step is taken from one state only, so that of two servers one takes it.
@Repository
class CmpTransactionRegister {

    private final JdbcClient jdbc;

    CmpTransactionRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if the key has begun this one before.
    boolean begin(String key, byte[] transaction, CmpTransaction begun, Instant until) {
        return jdbc.sql("""
                        insert into enrolment_cmp_transaction
                               (key_id, transaction, state, answer, asked, implicit, begun_at, expires_at)
                        values (:key, :transaction, 'BEGUN', :answer, :asked, :implicit, :now, :until)
                        on conflict (key_id, transaction) do nothing
                        """)
                        .param("key", key)
                        .param("transaction", transaction)
                        .param("answer", begun.answer())
                        .param("asked", begun.asked().toString())
                        .param("implicit", begun.implicit())
                        .param("now", utc(begun.begunAt()))
                        .param("until", utc(until))
                        .update()
                == 1;
    }

    /// How many of a key are open.
    int open(String key, Instant now) {
        return jdbc.sql("""
                        select count(*) from enrolment_cmp_transaction
                         where key_id = :key and state <> 'DONE' and expires_at > :now
                        """)
                .param("key", key)
                .param("now", utc(now))
                .query(Integer.class)
                .single();
    }

    Optional<CmpTransaction> find(String key, byte[] transaction, Instant now) {
        return jdbc.sql("""
                        select state, answer, asked, implicit, request, serial, begun_at
                          from enrolment_cmp_transaction
                         where key_id = :key and transaction = :transaction and expires_at > :now
                        """)
                .param("key", key)
                .param("transaction", transaction)
                .param("now", utc(now))
                .query(CmpTransactionRegister::read)
                .optional();
    }

    boolean waits(String key, byte[] transaction, RequestId request, Instant until) {
        return jdbc.sql("""
                        update enrolment_cmp_transaction
                           set state = 'WAITING', request = :request, expires_at = :until
                         where key_id = :key and transaction = :transaction and state = 'BEGUN'
                        """)
                        .param("key", key)
                        .param("transaction", transaction)
                        .param("request", request.value())
                        .param("until", utc(until))
                        .update()
                == 1;
    }

    /// The certificate goes out: at once, or after waiting.
    boolean issued(String key, byte[] transaction, SerialNumber serial, Instant until) {
        return jdbc.sql("""
                        update enrolment_cmp_transaction
                           set state = case when implicit then 'DONE' else 'UNCONFIRMED' end,
                               serial = :serial, expires_at = :until
                         where key_id = :key and transaction = :transaction and state in ('BEGUN', 'WAITING')
                        """)
                        .param("key", key)
                        .param("transaction", transaction)
                        .param("serial", serial.toString())
                        .param("until", utc(until))
                        .update()
                == 1;
    }

    /// Gives the certificate that was confirmed now; nothing the second time.
    Optional<SerialNumber> confirm(String key, byte[] transaction, Instant now) {
        return jdbc.sql("""
                        update enrolment_cmp_transaction set state = 'DONE'
                         where key_id = :key and transaction = :transaction
                           and state = 'UNCONFIRMED' and expires_at > :now
                        returning serial
                        """)
                .param("key", key)
                .param("transaction", transaction)
                .param("now", utc(now))
                .query(String.class)
                .optional()
                .map(SerialNumber::of);
    }

    boolean refused(String key, byte[] transaction) {
        return jdbc.sql("""
                        update enrolment_cmp_transaction set state = 'DONE'
                         where key_id = :key and transaction = :transaction and state in ('BEGUN', 'WAITING')
                        """).param("key", key).param("transaction", transaction).update() == 1;
    }

    int forget(Instant now) {
        return jdbc.sql("delete from enrolment_cmp_transaction where expires_at <= :now")
                .param("now", utc(now))
                .update();
    }

    private static CmpTransaction read(ResultSet row, int number) throws SQLException {
        var request = row.getObject("request", UUID.class);
        var serial = row.getString("serial");
        return new CmpTransaction(
                CmpTransaction.State.valueOf(row.getString("state")),
                row.getInt("answer"),
                new BigInteger(row.getString("asked")),
                row.getBoolean("implicit"),
                request == null ? null : new RequestId(request),
                serial == null ? null : SerialNumber.of(serial),
                row.getObject("begun_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
