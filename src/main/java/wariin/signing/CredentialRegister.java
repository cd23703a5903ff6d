package wariin.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ca.authority.AssuranceLevel;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyId;
import wariin.signing.SigningSettings.Kind;

/// The credentials; rows are retired, never deleted.
@Repository
class CredentialRegister {

    enum State {
        PENDING,
        ACTIVE,
        /// A one-shot that belongs to an authorization.
        BOUND,
        RETIRED
    }

    record Row(
            CredentialId id,
            UUID user,
            byte[] subjectHash,
            AssuranceLevel level,
            KeyAlgorithm algorithm,
            @Nullable UUID keyId,
            byte @Nullable [] certificate,
            @Nullable Instant notAfter,
            State state,
            Instant createdAt,
            Kind kind,
            @Nullable AuthorizationId authorization) {

        KeyId key() {
            if (keyId == null) throw new IllegalStateException("The credential has no key yet");
            return new KeyId(keyId);
        }
    }

    private static final String COLUMNS =
            "id, user_id, subject_hash, level, algorithm, key_id, certificate, not_after, state, created_at, kind,"
                    + " authorization_id";

    private final JdbcClient jdbc;

    CredentialRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> find(CredentialId id) {
        return jdbc.sql("select " + COLUMNS + " from signing_credential where id = :id")
                .param("id", id.value())
                .query(CredentialRegister::row)
                .optional();
    }

    Optional<Row> current(UUID user, UUID organisation, Kind kind) {
        return jdbc.sql("select " + COLUMNS + """
                         from signing_credential
                        where user_id = :user and organisation_id = :organisation and kind = :kind
                          and state in ('PENDING', 'ACTIVE')
                        """)
                .param("kind", kind.name())
                .param("user", user)
                .param("organisation", organisation)
                .query(CredentialRegister::row)
                .optional();
    }

    /// False when somebody else has begun one in the meantime.
    boolean begin(
            CredentialId id,
            UUID user,
            UUID organisation,
            byte[] subjectHash,
            AssuranceLevel level,
            KeyAlgorithm algorithm,
            Kind kind,
            Instant now) {
        return jdbc.sql("""
                        insert into signing_credential
                               (id, user_id, organisation_id, subject_hash, level, algorithm, kind, state, created_at)
                        values (:id, :user, :organisation, :subject, :level, :algorithm, :kind, 'PENDING', :now)
                        on conflict do nothing
                        """)
                        .param("id", id.value())
                        .param("user", user)
                        .param("organisation", organisation)
                        .param("subject", subjectHash)
                        .param("level", level.name())
                        .param("algorithm", algorithm.name())
                        .param("kind", kind.name())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void attachKey(CredentialId id, KeyId key) {
        jdbc.sql("update signing_credential set key_id = :key where id = :id and state = 'PENDING'")
                .param("key", key.value())
                .param("id", id.value())
                .update();
    }

    /// False when a sweeper has retired it in the meantime.
    boolean activate(CredentialId id, byte[] certificate, Instant notAfter) {
        return jdbc.sql("""
                        update signing_credential
                           set certificate = :certificate, not_after = :notAfter, state = 'ACTIVE'
                         where id = :id and state = 'PENDING'
                        """)
                        .param("certificate", certificate)
                        .param("notAfter", notAfter.atOffset(ZoneOffset.UTC))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /// Gives a one-shot to an authorization, for ever; false when another has it.
    boolean bind(CredentialId id, AuthorizationId authorization) {
        return jdbc.sql("""
                        update signing_credential
                           set state = 'BOUND', authorization_id = :authorization
                         where id = :id and state = 'ACTIVE' and kind = 'ONE_SHOT'
                        """)
                        .param("authorization", authorization.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /// One-shots whose act is over, or that nobody will use any more.
    List<Row> spent(Instant endingBefore) {
        return jdbc.sql("select " + COLUMNS + """
                         from signing_credential c
                        where kind = 'ONE_SHOT'
                          and (state = 'ACTIVE' and not_after < :before
                               or state = 'BOUND' and (select a.state in ('CONSUMED', 'BURNED', 'EXPIRED')
                                                         from signing_authorization a where a.id = c.authorization_id))
                        limit 500
                        """)
                .param("before", endingBefore.atOffset(ZoneOffset.UTC))
                .query(CredentialRegister::row)
                .list();
    }

    boolean retire(CredentialId id, State from, String reason, Instant now) {
        return jdbc.sql("""
                        update signing_credential
                           set state = 'RETIRED', retired_at = :now, retired_reason = :reason
                         where id = :id and state = :from
                        """)
                        .param("id", id.value())
                        .param("from", from.name())
                        .param("reason", reason)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    KeyAlgorithm preferred(UUID user) {
        return jdbc.sql("select algorithm from signing_preference where user_id = :user")
                .param("user", user)
                .query(String.class)
                .optional()
                .map(KeyAlgorithm::valueOf)
                .orElse(KeyAlgorithm.EC_P256);
    }

    void prefer(UUID user, KeyAlgorithm algorithm) {
        jdbc.sql("""
                        insert into signing_preference (user_id, algorithm) values (:user, :algorithm)
                        on conflict (user_id) do update set algorithm = excluded.algorithm
                        """).param("user", user).param("algorithm", algorithm.name()).update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var notAfter = row.getTimestamp("not_after");
        var authorization = row.getObject("authorization_id", UUID.class);
        return new Row(
                new CredentialId(row.getObject("id", UUID.class)),
                row.getObject("user_id", UUID.class),
                row.getBytes("subject_hash"),
                AssuranceLevel.valueOf(row.getString("level")),
                KeyAlgorithm.valueOf(row.getString("algorithm")),
                row.getObject("key_id", UUID.class),
                row.getBytes("certificate"),
                notAfter == null ? null : notAfter.toInstant(),
                State.valueOf(row.getString("state")),
                row.getTimestamp("created_at").toInstant(),
                Kind.valueOf(row.getString("kind")),
                authorization == null ? null : new AuthorizationId(authorization));
    }
}
