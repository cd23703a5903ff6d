package wariin.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Registered passkeys, and challenges that wait for an answer.
@Repository
class PasskeyRegister {

    /// A credential record (WebAuthn Level 3, 4): {@code attested} holds AAGUID, credential id and COSE key.
    record Row(
            byte[] credentialId,
            UserId user,
            String name,
            byte[] attested,
            long signCount,
            boolean backupEligible,
            String transports,
            Instant createdAt,
            @Nullable Instant usedAt) {}

    enum Purpose {
        REGISTER,
        LOG_IN
    }

    private static final String COLUMNS = "credential_id, user_id, name, attested, sign_count, backup_eligible,"
            + " transports, created_at, used_at from identity_passkey";

    private final JdbcClient jdbc;

    PasskeyRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> of(UserId user) {
        return jdbc.sql("select " + COLUMNS + " where user_id = :user order by created_at, credential_id")
                .param("user", user.value())
                .query((row, _) -> read(row))
                .list();
    }

    Optional<Row> find(byte[] credentialId) {
        return jdbc.sql("select " + COLUMNS + " where credential_id = :id")
                .param("id", credentialId)
                .query((row, _) -> read(row))
                .optional();
    }

    /// False if the credential is registered already, for whomever.
    boolean add(Row passkey) {
        return jdbc.sql("""
                        insert into identity_passkey (credential_id, user_id, name, attested, sign_count,
                                                      backup_eligible, transports, created_at)
                        values (:id, :user, :name, :attested, :count, :eligible, :transports, :at)
                        on conflict do nothing
                        """)
                        .param("id", passkey.credentialId())
                        .param("user", passkey.user().value())
                        .param("name", passkey.name())
                        .param("attested", passkey.attested())
                        .param("count", passkey.signCount())
                        .param("eligible", passkey.backupEligible())
                        .param("transports", passkey.transports())
                        .param("at", passkey.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// The counter only rises; one that always says zero is none (WebAuthn Level 3, 6.1.1).
    boolean advance(byte[] credentialId, long signCount, Instant at) {
        return jdbc.sql("""
                        update identity_passkey set sign_count = :count, used_at = :at
                        where credential_id = :id and (sign_count < :count or (sign_count = 0 and :count = 0))
                        """)
                        .param("id", credentialId)
                        .param("count", signCount)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void rename(UserId user, byte[] credentialId, String name) {
        jdbc.sql("update identity_passkey set name = :name where credential_id = :id and user_id = :user")
                .param("id", credentialId)
                .param("user", user.value())
                .param("name", name)
                .update();
    }

    boolean remove(UserId user, byte[] credentialId) {
        return jdbc.sql("delete from identity_passkey where credential_id = :id and user_id = :user")
                        .param("id", credentialId)
                        .param("user", user.value())
                        .update()
                == 1;
    }

    void lock(UserId user) {
        jdbc.sql("select id from identity_user where id = :user for update")
                .param("user", user.value())
                .query(UUID.class)
                .single();
    }

    void addChallenge(byte[] hash, Purpose purpose, @Nullable UserId user, Instant expires) {
        jdbc.sql("""
                        insert into identity_challenge (hash, purpose, user_id, expires_at)
                        values (:hash, :purpose, :user, :expires)
                        """)
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("user", user == null ? null : user.value())
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// True once for a challenge that was given out for this purpose and person and is not too old.
    boolean takeChallenge(byte[] hash, Purpose purpose, @Nullable UserId user, Instant now) {
        return jdbc.sql("""
                        delete from identity_challenge
                        where hash = :hash and purpose = :purpose and expires_at > :now
                          and user_id is not distinct from cast(:user as uuid)
                        """)
                        .param("hash", hash)
                        .param("purpose", purpose.name())
                        .param("user", user == null ? null : user.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void sweep(Instant now) {
        jdbc.sql("delete from identity_challenge where expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getBytes("credential_id"),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("name"),
                row.getBytes("attested"),
                row.getLong("sign_count"),
                row.getBoolean("backup_eligible"),
                row.getString("transports"),
                PeopleRegister.instant(row, "created_at"),
                PeopleRegister.instantOrNull(row, "used_at"));
    }
}
