package wariin.ra.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;

/// What operators signed about the platform's mail, and the certificates that followed.
@Repository
class MailAgreementRegister {

    /// The agreement that is in force.
    record Agreement(UUID id, String address, String organisation, String text, UUID operatorId, Instant agreedAt) {}

    /// A certificate under it, with the key that it is about.
    record Certified(int number, UUID keyId, byte[] certificate, String serial, Instant notAfter) {}

    private final JdbcClient jdbc;

    MailAgreementRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void ask(UUID id, String address, String organisation, String text, byte[] challenge, UserId by, Instant now) {
        jdbc.sql("""
                        insert into ra_platform_mail (id, address, organisation, text, challenge, operator_id, asked_at)
                        values (:id, :address, :organisation, :text, :challenge, :operator, :now)
                        """)
                .param("id", id)
                .param("address", address)
                .param("organisation", organisation)
                .param("text", text)
                .param("challenge", challenge)
                .param("operator", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Whether this operator was asked exactly this after {@code notBefore}, and has not answered yet.
    boolean isOpen(byte[] challenge, UserId by, Instant notBefore) {
        return jdbc.sql("""
                        select count(*)
                          from ra_platform_mail
                         where challenge = :challenge and operator_id = :operator and agreed_at is null
                           and asked_at > :since
                        """)
                        .param("challenge", challenge)
                        .param("operator", by.value())
                        .param("since", notBefore.atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /// False when somebody answered first. Ends what was in force before.
    boolean agree(byte[] challenge, @Nullable AssertionEvidence proof, Instant now) {
        jdbc.sql("update ra_platform_mail set ended_at = :now where agreed_at is not null and ended_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("""
                                update ra_platform_mail
                                   set agreed_at = :now, method = :method, credential_id = :credential,
                                       public_key = :key, client_data = :client, authenticator_data = :authenticator,
                                       signature = :signature
                                 where challenge = :challenge and agreed_at is null
                                """)
                        .param("challenge", challenge)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("method", proof == null ? "PIN_AND_TOTP" : "PASSKEY")
                        .param("credential", proof == null ? null : proof.credentialId())
                        .param("key", proof == null ? null : proof.publicKey())
                        .param("client", proof == null ? null : proof.clientDataJson())
                        .param("authenticator", proof == null ? null : proof.authenticatorData())
                        .param("signature", proof == null ? null : proof.signature())
                        .update()
                == 1;
    }

    boolean end(UUID id, Instant now) {
        return jdbc.sql("update ra_platform_mail set ended_at = :now where id = :id and ended_at is null")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Agreement> current() {
        return jdbc.sql("""
                        select id, address, organisation, text, operator_id, agreed_at
                          from ra_platform_mail
                         where agreed_at is not null and ended_at is null
                        """).query(Agreement.class).optional();
    }

    /// Keys are never used again, so the number goes on over all agreements.
    int nextNumber() {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from ra_platform_mail_certificate")
                .query(Integer.class)
                .single();
    }

    /// False when another process was faster.
    boolean add(UUID agreement, Certified certified, Instant now) {
        return jdbc.sql("""
                                insert into ra_platform_mail_certificate
                                       (number, agreement, key_id, certificate, serial, not_after, issued_at)
                                values (:number, :agreement, :key, :certificate, :serial, :end, :now)
                                    on conflict do nothing
                                """)
                        .param("number", certified.number())
                        .param("agreement", agreement)
                        .param("key", certified.keyId())
                        .param("certificate", certified.certificate())
                        .param("serial", certified.serial())
                        .param("end", certified.notAfter().atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Certified> newest(UUID agreement) {
        return jdbc.sql("""
                        select number, key_id, certificate, serial, not_after
                          from ra_platform_mail_certificate
                         where agreement = :agreement
                         order by number desc
                         limit 1
                        """)
                .param("agreement", agreement)
                .query(Certified.class)
                .optional();
    }
}
