package wariin.ca.issuance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ca.issuance.StoredCertificate.State;
import wariin.x509.SerialNumber;

/// The certificates that the authorities issued. Rows are added, never changed, never deleted.
@Repository
class CertificateRegister {
    private static final String STORED = "select serial, issuer, profile, holder, der from ca_certificate";

    private final JdbcClient jdbc;

    CertificateRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredCertificate> find(SerialNumber serial) {
        return jdbc.sql(STORED + " where serial = :serial")
                .param("serial", serial.bytes())
                .query(CertificateRegister::stored)
                .optional();
    }

    List<StoredCertificate> find(Collection<SerialNumber> serials) {
        return jdbc.sql(STORED + " where serial = any(:serials)")
                .param("serials", Columns.serials(serials))
                .query(CertificateRegister::stored)
                .list();
    }

    /// The one certificate, or the intent to it, of an authority, unit or responder.
    Optional<StoredCertificate> findByHolder(String holder) {
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
    Optional<StoredCertificate> newestResponder(String issuer) {
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

    private static StoredCertificate stored(ResultSet row, int number) throws SQLException {
        return new StoredCertificate(
                SerialNumber.of(row.getBytes("serial")),
                row.getString("issuer"),
                row.getString("profile"),
                row.getString("holder"),
                new byte[0],
                State.ISSUED,
                row.getBytes("der"));
    }
}
