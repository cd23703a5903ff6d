package wariin.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.desk.DeskId;
import wariin.x509.SerialNumber;

/// The certificates that programs got. Rows are added, never changed.
@Repository
class ProgramCertificateRegister {

    private final JdbcClient jdbc;

    ProgramCertificateRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ProgramCertificate certificate) {
        jdbc.sql("""
                        insert into enrolment_certificate (serial, key_id, desk, protocol, account, issued_at)
                        values (:serial, :key, :desk, :protocol, :account, :at)
                        on conflict (serial) do nothing
                        """)
                .param("serial", certificate.serial().toString())
                .param("key", certificate.key())
                .param("desk", certificate.desk().value())
                .param("protocol", certificate.protocol().name())
                .param("account", certificate.account(), Types.VARCHAR)
                .param("at", certificate.issuedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ProgramCertificate> find(SerialNumber serial) {
        return jdbc.sql("""
                        select serial, key_id, desk, protocol, account, issued_at
                          from enrolment_certificate
                         where serial = :serial
                        """)
                .param("serial", serial.toString())
                .query(ProgramCertificateRegister::row)
                .optional();
    }

    /// The newest ones of a key.
    List<SerialNumber> of(String key, int atMost) {
        return jdbc.sql("""
                        select serial from enrolment_certificate
                         where key_id = :key
                         order by issued_at desc
                         limit :most
                        """)
                .param("key", key)
                .param("most", atMost)
                .query((row, _) -> SerialNumber.of(row.getString("serial")))
                .list();
    }

    private static ProgramCertificate row(ResultSet row, int number) throws SQLException {
        return new ProgramCertificate(
                SerialNumber.of(row.getString("serial")),
                row.getString("key_id"),
                new DeskId(row.getObject("desk", UUID.class)),
                Protocol.valueOf(row.getString("protocol")),
                row.getString("account"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant());
    }
}
