package wariin.validation;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;
import wariin.validation.Anchor.Purpose;

/// The trust anchors that operators added, with the proofs that they did, and those that were removed again.
@Repository
class AnchorRegister {

    private static final String SELECT = """
            select id, certificate, sha256, name, reason, purpose, distrust_from, operator, operator_name, text,
                   challenge, expires_at, added_at, removed_at, removed_by_name
              from validation_anchor
            """;

    private final JdbcClient jdbc;

    AnchorRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AddedAnchor anchor) {
        jdbc.sql("""
                        insert into validation_anchor (id, certificate, sha256, name, reason, purpose, distrust_from,
                                                       operator, operator_name, text, challenge, expires_at)
                        values (:id, :certificate, :sha256, :name, :reason, :purpose, :distrust, :operator,
                                :operatorName, :text, :challenge, :expires)
                        """)
                .param("id", anchor.id())
                .param("certificate", encoded(anchor.certificate()))
                .param("sha256", HexFormat.of().parseHex(anchor.sha256()))
                .param("name", anchor.name())
                .param("reason", anchor.reason())
                .param("purpose", anchor.purpose().name())
                .param("distrust", time(anchor.distrustFrom()))
                .param("operator", anchor.operator().value())
                .param("operatorName", anchor.operatorName())
                .param("text", anchor.text())
                .param("challenge", anchor.challenge())
                .param("expires", time(anchor.expiresAt()))
                .update();
    }

    /// Only for the operator who asked, while it waits.
    Optional<AddedAnchor> open(UUID id, UserId operator, Instant now) {
        return jdbc.sql(SELECT + """
                         where id = :id
                           and operator = :operator
                           and added_at is null
                           and expires_at > :now
                        """)
                .param("id", id)
                .param("operator", operator.value())
                .param("now", time(now))
                .query((row, _) -> read(row))
                .optional();
    }

    /// False if it was done before, or if the certificate became an anchor meanwhile.
    boolean confirm(UUID id, AssertionEvidence proof, Instant at) {
        try {
            return jdbc.sql("""
                            update validation_anchor
                               set added_at = :at, credential_id = :credential, public_key = :key,
                                   client_data = :client, authenticator_data = :authenticator,
                                   signature = :signature
                             where id = :id
                               and added_at is null
                               and expires_at > :at
                            """)
                            .param("id", id)
                            .param("at", time(at))
                            .param("credential", proof.credentialId())
                            .param("key", proof.publicKey())
                            .param("client", proof.clientDataJson())
                            .param("authenticator", proof.authenticatorData())
                            .param("signature", proof.signature())
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /// An end of trust comes earlier or for the first time, never later.
    boolean limit(UUID id, Instant distrustFrom) {
        return jdbc.sql("""
                        update validation_anchor
                           set distrust_from = :distrust
                         where id = :id
                           and added_at is not null
                           and removed_at is null
                           and (distrust_from is null or distrust_from > :distrust)
                        """)
                        .param("id", id)
                        .param("distrust", time(distrustFrom))
                        .update()
                == 1;
    }

    boolean remove(UUID id, UserId by, String name, Instant at) {
        return jdbc.sql("""
                        update validation_anchor
                           set removed_at = :at, removed_by = :by, removed_by_name = :name
                         where id = :id
                           and added_at is not null
                           and removed_at is null
                        """)
                        .param("id", id)
                        .param("by", by.value())
                        .param("name", name)
                        .param("at", time(at))
                        .update()
                == 1;
    }

    List<AddedAnchor> inForce() {
        return all().stream().filter(one -> one.removedAt() == null).toList();
    }

    /// Those that were removed too, the newest first.
    List<AddedAnchor> all() {
        return jdbc.sql(SELECT + " where added_at is not null order by added_at desc, id")
                .query((row, _) -> read(row))
                .list();
    }

    private static AddedAnchor read(ResultSet row) throws SQLException {
        return new AddedAnchor(
                row.getObject("id", UUID.class),
                certificate(row.getBytes("certificate")),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getString("name"),
                row.getString("reason"),
                Purpose.valueOf(row.getString("purpose")),
                instant(row, "distrust_from"),
                new UserId(row.getObject("operator", UUID.class)),
                row.getString("operator_name"),
                row.getString("text"),
                row.getBytes("challenge"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row, "added_at"),
                instant(row, "removed_at"),
                row.getString("removed_by_name"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("A trust anchor that was stored cannot be read", e);
        }
    }
}
