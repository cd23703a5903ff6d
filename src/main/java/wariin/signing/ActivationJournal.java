package wariin.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.AssertionEvidence;
import wariin.signing.ActivationEvidence.Factor;

/// What signers brought to activate their keys; only added to.
@Repository
class ActivationJournal {

    private final JdbcClient jdbc;

    ActivationJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ActivationEvidence evidence) {
        var assertion = evidence.assertion();
        jdbc.sql("""
                        insert into signing_activation
                               (authorization_id, activation_data, factor, passkey_id, public_key, client_data_json,
                                authenticator_data, signature, sign_count, totp_step, verified_at, journal_entry)
                        values (:id, :data, :factor, :passkey, :key, :client, :authenticator, :signature, :count, :step,
                                :at, :entry)
                        """)
                .param("id", evidence.authorization().value())
                .param("data", evidence.activationData())
                .param("factor", evidence.factor().name())
                .param("passkey", assertion == null ? null : assertion.credentialId())
                .param("key", assertion == null ? null : assertion.publicKey(), java.sql.Types.BINARY)
                .param("client", assertion == null ? null : assertion.clientDataJson(), java.sql.Types.BINARY)
                .param("authenticator", assertion == null ? null : assertion.authenticatorData(), java.sql.Types.BINARY)
                .param("signature", assertion == null ? null : assertion.signature(), java.sql.Types.BINARY)
                .param("count", assertion == null ? null : assertion.signCount(), java.sql.Types.BIGINT)
                .param("step", evidence.totpStep(), java.sql.Types.BIGINT)
                .param("at", evidence.verifiedAt().atOffset(ZoneOffset.UTC))
                .param("entry", evidence.journalEntry())
                .update();
    }

    Optional<ActivationEvidence> find(AuthorizationId id) {
        return jdbc.sql("""
                        select v.authorization_id, a.credential_id, v.activation_data, v.factor, v.passkey_id, v.public_key,
                               v.client_data_json, v.authenticator_data, v.signature, v.sign_count, v.totp_step,
                               v.verified_at, v.journal_entry
                          from signing_activation v
                          join signing_authorization a on a.id = v.authorization_id
                         where v.authorization_id = :id
                        """)
                .param("id", id.value())
                .query(ActivationJournal::row)
                .optional();
    }

    private static ActivationEvidence row(ResultSet row, int number) throws SQLException {
        var factor = Factor.valueOf(row.getString("factor"));
        var step = row.getObject("totp_step", Long.class);
        return new ActivationEvidence(
                new AuthorizationId(row.getObject("authorization_id", UUID.class)),
                new CredentialId(row.getObject("credential_id", UUID.class)),
                row.getBytes("activation_data"),
                factor,
                factor == Factor.PASSKEY ? assertion(row) : null,
                step,
                row.getTimestamp("verified_at").toInstant(),
                row.getString("journal_entry"));
    }

    private static @Nullable AssertionEvidence assertion(ResultSet row) throws SQLException {
        return new AssertionEvidence(
                row.getString("passkey_id"),
                row.getBytes("public_key"),
                row.getBytes("client_data_json"),
                row.getBytes("authenticator_data"),
                row.getBytes("signature"),
                row.getLong("sign_count"),
                row.getTimestamp("verified_at").toInstant());
    }
}
