package wariin.enrolment.acme;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;

/// Nonces that were used, until they run out, and the wrapped secret that nonces are made with.
@Repository
class NonceRegister {

    private final JdbcClient jdbc;

    NonceRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// True for the first caller only.
    boolean use(String nonce, Instant until) {
        return jdbc.sql("""
                                insert into enrolment_nonce (nonce, expires_at) values (:nonce, :until)
                                on conflict (nonce) do nothing
                                """)
                        .param("nonce", nonce)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void sweep(Instant now) {
        jdbc.sql("delete from enrolment_nonce where expires_at < :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Wrapped> secret(String name) {
        return jdbc.sql("select wrapped_by, wrapped from enrolment_secret where name = :name")
                .param("name", name)
                .query((row, _) -> new Wrapped(row.getString(1), row.getBytes(2)))
                .optional();
    }

    /// Whoever comes first makes the secret; the others read it.
    void keep(String name, Wrapped secret) {
        jdbc.sql("""
                        insert into enrolment_secret (name, wrapped, wrapped_by) values (:name, :wrapped, :by)
                        on conflict (name) do nothing
                        """)
                .param("name", name)
                .param("wrapped", secret.bytes())
                .param("by", secret.key())
                .update();
    }
}
