package wariin.ca.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.x509.SerialNumber;

/// The certificates whose status ever changed. A hold can end, a revocation cannot; each change has a higher number.
@Repository
class RevocationRegister {

    /// What a certificate is worth. A hold counts as a revocation with that reason.
    record Status(
            String profile,
            Instant notAfter,
            @Nullable Instant revokedAt,
            @Nullable RevocationReason reason) {}

    private final JdbcClient jdbc;

    RevocationRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Holds the certificate's row until the transaction ends, so two changes cannot race.
    Optional<Status> findForUpdate(SerialNumber serial) {
        return jdbc.sql("""
                        select issuer
                          from ca_certificate
                         where serial = :serial
                           for update
                        """)
                .param("serial", serial.bytes())
                .query(String.class)
                .optional()
                .flatMap(_ -> status(serial));
    }

    /// Only what was issued has a status. A statement of its own: only after the lock it sees what the change
    /// before this one committed.
    Optional<Status> status(SerialNumber serial) {
        return jdbc.sql("""
                        select c.profile, c.not_after, r.revoked_at, r.reason
                          from ca_certificate c
                          left join ca_revocation r on r.serial = c.serial
                         where c.serial = :serial
                        """)
                .param("serial", serial.bytes())
                .query((row, _) -> status(row))
                .optional();
    }

    /// Revokes what is good or on hold, or puts on hold what is good.
    void mark(SerialNumber serial, RevocationReason reason, Instant at) {
        jdbc.sql("""
                        insert into ca_revocation (serial, issuer, revoked_at, reason, changed_at)
                        select serial, issuer, :at, :reason, :at from ca_certificate where serial = :serial
                            on conflict (serial) do update
                           set revoked_at = excluded.revoked_at, reason = excluded.reason,
                               changed_at = excluded.changed_at, status_number = nextval('ca_status_number')
                         where ca_revocation.reason is null
                            or ca_revocation.reason = 6
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", reason.code())
                .param("serial", serial.bytes())
                .update();
    }

    /// Ends a hold.
    void clear(SerialNumber serial, Instant at) {
        jdbc.sql("""
                        update ca_revocation
                           set revoked_at = null, reason = null, changed_at = :at,
                               status_number = nextval('ca_status_number')
                         where serial = :serial
                           and reason = 6
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("serial", serial.bytes())
                .update();
    }

    /// From now on nobody is given a certificate for the key of this one.
    void markCompromised(SerialNumber serial, Instant at) {
        jdbc.sql("""
                        insert into ca_compromised_key (subject_key, serial, known_since)
                        select subject_key, serial, :at from ca_certificate where serial = :serial
                            on conflict do nothing
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("serial", serial.bytes())
                .update();
    }

    boolean isCompromised(byte[] subjectKey) {
        return jdbc.sql("select count(*) from ca_compromised_key where subject_key = :key")
                        .param("key", subjectKey)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static Status status(ResultSet row) throws SQLException {
        var revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
        return new Status(
                row.getString("profile"),
                row.getObject("not_after", OffsetDateTime.class).toInstant(),
                revokedAt == null ? null : revokedAt.toInstant(),
                revokedAt == null ? null : RevocationReason.of(row.getInt("reason")));
    }
}
