package wariin.ca.issuance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ca.issuance.StoredCertificate.State;
import wariin.x509.SerialNumber;

/// What is about to be signed: written before the key is used, replaced by the certificate, or burned.
@Repository
class IntentRegister {
    private static final String STORED = "select serial, issuer, profile, holder, to_be_signed, state from ca_intent";

    private final JdbcClient jdbc;

    IntentRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One statement for all. The numbers that are new; of the others somebody knows already, or the key is known to
    /// be compromised.
    ///
    /// What is known already is looked up by an array, so that a plan made while the register was small never reads
    /// all of a large one.
    Set<SerialNumber> intend(List<Intent> intents, Instant at) {
        return new HashSet<>(jdbc.sql("""
                        insert into ca_intent (serial, own, issuer, profile, holder, subject_key, to_be_signed, state,
                                               not_before, not_after, intended_at)
                        select n.serial, n.own, n.issuer, n.profile, n.holder, n.subject_key, n.to_be_signed,
                               'INTENDED', n.not_before, n.not_after, :at
                          from unnest(:serials, :owns, :issuers, :profiles, :holders, :keys, :bodies, :from, :until)
                               as n (serial, own, issuer, profile, holder, subject_key, to_be_signed,
                                     not_before, not_after)
                         where n.serial <> all(array(
                                   select c.serial from ca_certificate c where c.serial = any(:serials)))
                           and n.subject_key <> all(array(
                                   select k.subject_key from ca_compromised_key k where k.subject_key = any(:keys)))
                            on conflict (serial) do nothing
                        returning serial
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "serials",
                        Columns.serials(intents.stream().map(Intent::serial).toList()))
                .param("owns", Columns.flags(intents.stream().map(Intent::own).toList()))
                .param(
                        "issuers",
                        Columns.texts(intents.stream().map(Intent::issuer).toList()))
                .param(
                        "profiles",
                        Columns.texts(intents.stream().map(Intent::profile).toList()))
                .param(
                        "holders",
                        Columns.texts(intents.stream().map(Intent::holder).toList()))
                .param(
                        "keys",
                        Columns.octets(intents.stream().map(Intent::subjectKey).toList()))
                .param(
                        "bodies",
                        Columns.octets(intents.stream().map(Intent::toBeSigned).toList()))
                .param(
                        "from",
                        Columns.instants(intents.stream().map(Intent::notBefore).toList()))
                .param(
                        "until",
                        Columns.instants(intents.stream().map(Intent::notAfter).toList()))
                .query((row, _) -> SerialNumber.of(row.getBytes("serial")))
                .list());
    }

    /// Only an intent becomes a certificate, once. The numbers for which that happened now.
    Set<SerialNumber> settle(Map<SerialNumber, byte[]> ders, Instant at) {
        return new HashSet<>(jdbc.sql("""
                        with settled as (
                            delete from ca_intent i
                             where i.serial = any(:serials)
                               and i.state = 'INTENDED'
                            returning i.*
                        )
                        insert into ca_certificate (serial, own, issuer, profile, holder, subject_key, der,
                                                    not_before, not_after, intended_at, settled_at)
                        select s.serial, s.own, s.issuer, s.profile, s.holder, s.subject_key, n.der,
                               s.not_before, s.not_after, s.intended_at, :at
                          from settled s
                          join unnest(:serials, :ders) as n (serial, der) on n.serial = s.serial
                            on conflict (serial) do nothing
                        returning serial
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("serials", Columns.serials(ders.keySet()))
                .param("ders", Columns.octets(ders.values()))
                .query((row, _) -> SerialNumber.of(row.getBytes("serial")))
                .list());
    }

    /// Others' intents that nobody came back for; the number will never be used.
    List<SerialNumber> burnBefore(Instant before, Instant at) {
        return jdbc.sql("""
                        update ca_intent
                           set state = 'BURNED', settled_at = :at
                         where state = 'INTENDED'
                           and not own
                           and intended_at < :before
                        returning serial
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, _) -> SerialNumber.of(row.getBytes("serial")))
                .list();
    }

    /// What is intended, or burned.
    List<StoredCertificate> find(Collection<SerialNumber> serials) {
        return jdbc.sql(STORED + " where serial = any(:serials)")
                .param("serials", Columns.serials(serials))
                .query((row, _) -> stored(row, State.valueOf(row.getString("state"))))
                .list();
    }

    /// An intent that a crash left for this key of this holder.
    Optional<StoredCertificate> findFor(byte[] subjectKey, String holder) {
        return jdbc.sql(STORED + """

                         where subject_key = :subjectKey
                           and holder = :holder
                           and state = 'INTENDED'
                         order by intended_at desc
                         limit 1
                        """)
                .param("subjectKey", subjectKey)
                .param("holder", holder)
                .query((row, _) -> stored(row, State.INTENDED))
                .optional();
    }

    static StoredCertificate stored(ResultSet row, State state) throws SQLException {
        return new StoredCertificate(
                SerialNumber.of(row.getBytes("serial")),
                row.getString("issuer"),
                row.getString("profile"),
                row.getString("holder"),
                row.getBytes("to_be_signed"),
                state,
                null);
    }
}
