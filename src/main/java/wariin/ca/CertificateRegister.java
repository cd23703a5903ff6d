package wariin.ca;

import java.time.Instant;
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
import wariin.x509.CertificateProfile;
import wariin.x509.RevocationListContent.RevokedCertificate;
import wariin.x509.SerialNumber;

/// The certificates that the authorities issue. Rows are added, settled once and revoked once, never deleted.
@Repository
class CertificateRegister {

    enum State {
        INTENDED,
        ISSUED,
        BURNED
    }

    /// What will be, or was, signed.
    record Intent(
            SerialNumber serial,
            String issuer,
            CertificateProfile profile,
            String holder,
            byte[] subjectKey,
            byte[] toBeSigned,
            Instant notBefore,
            Instant notAfter) {}

    record Stored(
            SerialNumber serial,
            String issuer,
            CertificateProfile profile,
            String holder,
            byte[] toBeSigned,
            State state,
            byte @Nullable [] der) {}

    record Status(
            SerialNumber serial,
            String issuer,
            Instant notAfter,
            @Nullable Instant revokedAt,
            @Nullable RevocationReason revocationReason) {}

    private static final String STORED = "serial, issuer, profile, holder, to_be_signed, state, der";

    private final JdbcClient jdbc;

    CertificateRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void intend(Intent intent, Instant at) {
        jdbc.sql("""
                        insert into ca_certificate (serial, issuer, profile, holder, subject_key, to_be_signed, state,
                                                    not_before, not_after, intended_at)
                        values (:serial, :issuer, :profile, :holder, :subjectKey, :toBeSigned, 'INTENDED',
                                :notBefore, :notAfter, :at)
                        """)
                .param("serial", intent.serial().toString())
                .param("issuer", intent.issuer())
                .param("profile", intent.profile().releasedName())
                .param("holder", intent.holder())
                .param("subjectKey", intent.subjectKey())
                .param("toBeSigned", intent.toBeSigned())
                .param("notBefore", intent.notBefore().atOffset(ZoneOffset.UTC))
                .param("notAfter", intent.notAfter().atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Only an intent becomes a certificate; false if it is one already or was burned.
    boolean settle(SerialNumber serial, byte[] der, Instant at) {
        return jdbc.sql("""
                        update ca_certificate
                           set state = 'ISSUED', der = :der, settled_at = :at
                         where serial = :serial
                           and state = 'INTENDED'
                        """)
                        .param("der", der)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("serial", serial.toString())
                        .update()
                == 1;
    }

    /// Subscribers' intents that nobody came back for; the number will never be used.
    List<SerialNumber> burnIntentsBefore(Instant before, Instant at) {
        return jdbc.sql("""
                        update ca_certificate
                           set state = 'BURNED', settled_at = :at
                         where state = 'INTENDED'
                           and profile = 'SUBSCRIBER'
                           and intended_at < :before
                        returning serial
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, _) -> SerialNumber.of(row.getString("serial")))
                .list();
    }

    Optional<Stored> find(SerialNumber serial) {
        return jdbc.sql("select " + STORED + " from ca_certificate where serial = :serial")
                .param("serial", serial.toString())
                .query(Stored.class)
                .optional();
    }

    /// The one certificate, or the intent to it, of an authority, unit or responder.
    Optional<Stored> findByHolder(String holder) {
        return jdbc.sql("select " + STORED + """

                          from ca_certificate
                         where holder = :holder
                           and profile <> 'SUBSCRIBER'
                           and state <> 'BURNED'
                        """)
                .param("holder", holder)
                .query(Stored.class)
                .optional();
    }

    /// The newest responder's certificate of an authority.
    Optional<Stored> newestResponder(String issuer) {
        return jdbc.sql("select " + STORED + """

                          from ca_certificate
                         where issuer = :issuer
                           and profile = 'OCSP_SIGNER'
                           and state = 'ISSUED'
                         order by not_after desc
                         limit 1
                        """)
                .param("issuer", issuer)
                .query(Stored.class)
                .optional();
    }

    /// An intent that a crash left for this key of this subscriber.
    Optional<Stored> findIntent(byte[] subjectKey, String holder) {
        return jdbc.sql("select " + STORED + """

                          from ca_certificate
                         where subject_key = :subjectKey
                           and holder = :holder
                           and state = 'INTENDED'
                         order by intended_at desc
                         limit 1
                        """)
                .param("subjectKey", subjectKey)
                .param("holder", holder)
                .query(Stored.class)
                .optional();
    }

    /// Only what was issued has a status.
    List<Status> statuses(Collection<SerialNumber> serials) {
        return jdbc.sql("""
                        select serial, issuer, not_after, revoked_at, revocation_reason
                          from ca_certificate
                         where serial in (:serials)
                           and state = 'ISSUED'
                        """)
                .param("serials", serials.stream().map(SerialNumber::toString).toList())
                .query(Status.class)
                .list();
    }

    /// Holds the row until the transaction ends, so two revocations cannot race.
    Optional<Status> findForUpdate(SerialNumber serial) {
        return jdbc.sql("""
                        select serial, issuer, not_after, revoked_at, revocation_reason
                          from ca_certificate
                         where serial = :serial
                           and state = 'ISSUED'
                           for update
                        """)
                .param("serial", serial.toString())
                .query(Status.class)
                .optional();
    }

    void markRevoked(SerialNumber serial, RevocationReason reason, Instant at) {
        jdbc.sql("""
                        update ca_certificate
                           set revoked_at = :at, revocation_reason = :reason
                         where serial = :serial
                           and revoked_at is null
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", reason.name())
                .param("serial", serial.toString())
                .update();
    }

    /// All that an authority ever revoked: expired ones stay on the list.
    List<RevokedCertificate> revokedBy(String issuer) {
        return jdbc.sql("""
                        select serial, revoked_at, revocation_reason
                          from ca_certificate
                         where issuer = :issuer
                           and revoked_at is not null
                         order by serial
                        """)
                .param("issuer", issuer)
                .query((row, _) -> new RevokedCertificate(
                        SerialNumber.of(row.getString("serial")),
                        row.getObject("revoked_at", java.time.OffsetDateTime.class)
                                .toInstant(),
                        RevocationReason.valueOf(row.getString("revocation_reason"))
                                .code()))
                .list();
    }

    /// How many certificates subscribers were given in each month, by the calendar of a zone.
    Map<YearMonth, Long> issuedByMonth(ZoneId zone) {
        var months = new TreeMap<YearMonth, Long>();
        jdbc.sql("""
                        select to_char(settled_at at time zone :zone, 'YYYY-MM') as month, count(*) as certificates
                          from ca_certificate where state = 'ISSUED' and profile = 'SUBSCRIBER' group by 1
                        """).param("zone", zone.getId()).query(row -> {
            months.put(YearMonth.parse(row.getString("month")), row.getLong("certificates"));
        });
        return months;
    }
}
