package wariin.ca.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import wariin.x509.SerialNumber;

/// What responders read: statuses by number, many at a time, and what changed since.
@Repository
class CertificateStatusRegister {
    static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;

    CertificateStatusRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The statuses of those of these certificates that were issued here. Of one that never changed the number is 0.
    List<StatusChange> statuses(Collection<SerialNumber> serials) {
        return jdbc.sql("""
                        select coalesce(r.status_number, 0) as number, c.serial, c.issuer, r.revoked_at, r.reason
                          from ca_certificate c
                          left join ca_revocation r on r.serial = c.serial
                         where c.serial = any(:serials)
                        """)
                .param("serials", new SqlArrayValue("bytea", (Object[])
                        serials.stream().map(SerialNumber::bytes).toArray(byte[][]::new)))
                .query((row, _) -> change(row))
                .list();
    }

    /// The highest number there is.
    long newestNumber() {
        return jdbc.sql("select coalesce(max(status_number), 0) from ca_revocation")
                .query(Long.class)
                .single();
    }

    /// What changed after a number, or has one of the numbers that were left out so far; the oldest first.
    List<StatusChange> changes(long after, Collection<Long> leftOut) {
        return jdbc.sql("""
                        select status_number as number, serial, issuer, revoked_at, reason
                          from ca_revocation
                         where status_number > :after
                         union all
                        select status_number, serial, issuer, revoked_at, reason
                          from ca_revocation
                         where status_number = any(:leftOut)
                         order by number
                         limit :most
                        """)
                .param("after", after)
                .param("leftOut", new SqlArrayValue("int8", (Object[]) leftOut.toArray(Long[]::new)))
                .param("most", AT_ONCE)
                .query((row, _) -> change(row))
                .list();
    }

    private static StatusChange change(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
        return new StatusChange(
                row.getLong("number"),
                SerialNumber.of(row.getBytes("serial")),
                row.getString("issuer"),
                revokedAt == null ? null : revokedAt.toInstant(),
                row.getInt("reason"));
    }
}
