package wariin.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;

/// Secrets of time-based codes, PINs and recovery codes.
@Repository
class FactorRegister {

    /// A TOTP secret at rest, and the last step that was used.
    record Totp(Wrapped secret, boolean confirmed, long lastStep) {}

    /// A PIN's hash and how often it was wrong since it was last right.
    record Pin(String hash, int failures, @Nullable Instant lockedUntil) {}

    private final JdbcClient jdbc;

    FactorRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean hasPin(UserId user) {
        return jdbc.sql("select exists (select 1 from identity_pin where user_id = :user)")
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    boolean hasConfirmedTotp(UserId user) {
        return jdbc.sql("""
                        select exists (select 1 from identity_totp where user_id = :user and confirmed_at is not null)
                        """).param("user", user.value()).query(Boolean.class).single();
    }

    Optional<Totp> totp(UserId user) {
        return jdbc.sql("select kek, secret, confirmed_at, last_step from identity_totp where user_id = :user")
                .param("user", user.value())
                .query((row, _) -> new Totp(
                        new Wrapped(row.getString("kek"), row.getBytes("secret")),
                        row.getObject("confirmed_at") != null,
                        row.getLong("last_step")))
                .optional();
    }

    void putTotp(UserId user, Wrapped secret) {
        jdbc.sql("""
                        insert into identity_totp (user_id, kek, secret) values (:user, :kek, :secret)
                        on conflict (user_id) do update
                        set kek = excluded.kek, secret = excluded.secret, confirmed_at = null, last_step = 0
                        """)
                .param("user", user.value())
                .param("kek", secret.key())
                .param("secret", secret.bytes())
                .update();
    }

    void confirmTotp(UserId user, Instant at) {
        jdbc.sql("""
                        update identity_totp set confirmed_at = :at where user_id = :user and confirmed_at is null
                        """)
                .param("user", user.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// True for the first who comes with this step or a later one.
    boolean useTotpStep(UserId user, long step) {
        return jdbc.sql("update identity_totp set last_step = :step where user_id = :user and last_step < :step")
                        .param("user", user.value())
                        .param("step", step)
                        .update()
                == 1;
    }

    Optional<Pin> lockPin(UserId user) {
        return jdbc.sql("select hash, failures, locked_until from identity_pin where user_id = :user for update")
                .param("user", user.value())
                .query((row, _) -> new Pin(
                        row.getString("hash"),
                        row.getInt("failures"),
                        PeopleRegister.instantOrNull(row, "locked_until")))
                .optional();
    }

    void putPin(UserId user, String hash) {
        jdbc.sql("""
                        insert into identity_pin (user_id, hash) values (:user, :hash)
                        on conflict (user_id) do update set hash = excluded.hash, failures = 0, locked_until = null
                        """).param("user", user.value()).param("hash", hash).update();
    }

    void recordPin(UserId user, int failures, @Nullable Instant lockedUntil) {
        jdbc.sql("""
                        update identity_pin set failures = :failures, locked_until = :until where user_id = :user
                        """)
                .param("user", user.value())
                .param("failures", failures)
                .param("until", lockedUntil == null ? null : lockedUntil.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(UserId user) {
        for (var table : new String[] {"identity_totp", "identity_pin"}) {
            jdbc.sql("delete from " + table + " where user_id = :user")
                    .param("user", user.value())
                    .update();
        }
    }

    void replaceRecoveryCodes(UserId user, Collection<byte[]> hashes) {
        jdbc.sql("delete from identity_recovery_code where user_id = :user")
                .param("user", user.value())
                .update();
        for (var hash : hashes) {
            jdbc.sql("insert into identity_recovery_code (user_id, hash) values (:user, :hash)")
                    .param("user", user.value())
                    .param("hash", hash)
                    .update();
        }
    }

    boolean useRecoveryCode(UserId user, byte[] hash, Instant at) {
        return jdbc.sql("""
                        update identity_recovery_code set used_at = :at
                        where user_id = :user and hash = :hash and used_at is null
                        """)
                        .param("user", user.value())
                        .param("hash", hash)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    int recoveryCodesLeft(UserId user) {
        return jdbc.sql("select count(*) from identity_recovery_code where user_id = :user and used_at is null")
                .param("user", user.value())
                .query(Integer.class)
                .single();
    }
}
