package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.KeyId;
import wariin.x509.Certificates;

/// The list signers, from the intent of their certificates on, and who signs when.
@Repository
class SignerRegister {

    /// A signer; without a certificate it is an intent that a crash left behind.
    record Row(
            int number,
            KeyId key,
            byte[] toBeSigned,
            @Nullable X509Certificate certificate,
            @Nullable Instant announcedAt) {}

    private static final String SELECT =
            "select number, key_id, to_be_signed, certificate, announced_at from trustlist_signer ";

    private final JdbcClient jdbc;

    SignerRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void intend(int number, KeyId key, byte[] toBeSigned, Instant at) {
        jdbc.sql("""
                        insert into trustlist_signer (number, key_id, to_be_signed, intended_at)
                        values (:number, :key, :body, :at)
                        """)
                .param("number", number)
                .param("key", key.value())
                .param("body", toBeSigned)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// False if somebody else did.
    boolean announce(int number, byte[] certificate, Instant at) {
        return jdbc.sql("""
                        update trustlist_signer set certificate = :certificate, announced_at = :at
                         where number = :number and certificate is null
                        """)
                        .param("certificate", certificate)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("number", number)
                        .update()
                == 1;
    }

    List<Row> all() {
        return jdbc.sql(SELECT + "order by number").query(SignerRegister::row).list();
    }

    Optional<Row> find(int number) {
        return jdbc.sql(SELECT + "where number = :number")
                .param("number", number)
                .query(SignerRegister::row)
                .optional();
    }

    /// The one whose turn it is.
    Optional<Integer> using() {
        return jdbc.sql("select signer from trustlist_signer_use order by turn desc limit 1")
                .query(Integer.class)
                .optional();
    }

    void use(int number, Instant at, String actor) {
        jdbc.sql("""
                        insert into trustlist_signer_use (turn, signer, recorded_at, actor)
                        select coalesce(max(turn), 0) + 1, :number, :at, :actor
                          from trustlist_signer_use
                        """)
                .param("number", number)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .update();
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        var der = row.getBytes("certificate");
        var announced = row.getObject("announced_at", OffsetDateTime.class);
        return new Row(
                row.getInt("number"),
                KeyId.of(row.getObject("key_id", UUID.class).toString()),
                row.getBytes("to_be_signed"),
                der == null ? null : Certificates.parse(der),
                announced == null ? null : announced.toInstant());
    }
}
