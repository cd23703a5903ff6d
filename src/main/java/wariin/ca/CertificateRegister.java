package wariin.ca;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.x509.RevocationListContent.RevokedCertificate;
import wariin.x509.SerialNumber;

/// The certificates that the authorities issued. Rows are added, never changed, never deleted.
@Repository
class CertificateRegister {

    /// What stands in the register of a serial number.
    enum State {
        INTENDED,
        ISSUED,
        BURNED
    }

    /// @param toBeSigned empty once it is issued: the certificate has it
    record Stored(
            SerialNumber serial,
            String issuer,
            String profile,
            String holder,
            byte[] toBeSigned,
            State state,
            byte @Nullable [] der) {}

    /// What a certificate is worth. A hold counts as a revocation with that reason.
    record Status(
            SerialNumber serial,
            String issuer,
            Instant notAfter,
            @Nullable Instant revokedAt,
            @Nullable RevocationReason revocationReason) {}

    private static final String STORED = "select serial, issuer, profile, holder, der from ca_certificate";
    static final String STATUS = """
            select c.serial, c.issuer, c.not_after, r.revoked_at, r.reason
              from ca_certificate c
              left join ca_revocation r on r.serial = c.serial
            """;

    private final JdbcClient jdbc;

    CertificateRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Stored> find(SerialNumber serial) {
        return jdbc.sql(STORED + " where serial = :serial")
                .param("serial", serial.bytes())
                .query(CertificateRegister::stored)
                .optional();
    }

    List<Stored> find(Collection<SerialNumber> serials) {
        return jdbc.sql(STORED + " where serial = any(:serials)")
                .param("serials", Columns.serials(serials))
                .query(CertificateRegister::stored)
                .list();
    }

    /// The one certificate, or the intent to it, of an authority, unit or responder.
    Optional<Stored> findByHolder(String holder) {
        return jdbc.sql(STORED + " where holder = :holder and own")
                .param("holder", holder)
                .query(CertificateRegister::stored)
                .optional()
                .or(() -> jdbc.sql("""
                                select serial, issuer, profile, holder, to_be_signed
                                  from ca_intent
                                 where holder = :holder
                                   and own
                                   and state = 'INTENDED'
                                """)
                        .param("holder", holder)
                        .query((row, _) -> IntentRegister.stored(row, State.INTENDED))
                        .optional());
    }

    /// The newest responder's certificate of an authority.
    Optional<Stored> newestResponder(String issuer) {
        return jdbc.sql(STORED + """

                         where issuer = :issuer
                           and own
                           and profile like 'ocsp-signer/%'
                         order by not_after desc
                         limit 1
                        """)
                .param("issuer", issuer)
                .query(CertificateRegister::stored)
                .optional();
    }

    /// Only what was issued has a status.
    List<Status> statuses(Collection<SerialNumber> serials) {
        return jdbc.sql(STATUS + " where c.serial = any(:serials)")
                .param("serials", Columns.serials(serials))
                .query(CertificateRegister::status)
                .list();
    }

    /// All that an authority ever revoked, and what is on hold: expired ones stay on the list.
    List<RevokedCertificate> revokedBy(String issuer) {
        return jdbc.sql("""
                        select serial, revoked_at, reason
                          from ca_revocation
                         where issuer = :issuer
                           and revoked_at is not null
                         order by serial
                        """)
                .param("issuer", issuer)
                .query((row, _) -> new RevokedCertificate(
                        SerialNumber.of(row.getBytes("serial")),
                        row.getObject("revoked_at", OffsetDateTime.class).toInstant(),
                        row.getInt("reason")))
                .list();
    }

    /// How many certificates others were given in each month from a day on, by the calendar of a zone.
    Map<YearMonth, Long> issuedByMonth(ZoneId zone, Instant from) {
        var months = new TreeMap<YearMonth, Long>();
        jdbc.sql("""
                        select to_char(settled_at at time zone :zone, 'YYYY-MM') as month, count(*) as certificates
                          from ca_certificate
                         where not own
                           and settled_at >= :from
                         group by 1
                        """)
                .param("zone", zone.getId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    months.put(YearMonth.parse(row.getString("month")), row.getLong("certificates"));
                });
        return months;
    }

    static Status status(ResultSet row, int number) throws SQLException {
        var revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
        return new Status(
                SerialNumber.of(row.getBytes("serial")),
                row.getString("issuer"),
                row.getObject("not_after", OffsetDateTime.class).toInstant(),
                revokedAt == null ? null : revokedAt.toInstant(),
                revokedAt == null ? null : RevocationReason.of(row.getInt("reason")));
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                SerialNumber.of(row.getBytes("serial")),
                row.getString("issuer"),
                row.getString("profile"),
                row.getString("holder"),
                new byte[0],
                State.ISSUED,
                row.getBytes("der"));
    }
}
