package wariin.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.signing.Authorization.State;

/// The authorizations, one row a hash. Every change of state is conditional on the state before.
@Repository
class AuthorizationRegister {

    private final JdbcClient jdbc;

    AuthorizationRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Authorization authorization, UUID user, Instant now) {
        var data = authorization.data();
        jdbc.sql("""
                        insert into signing_authorization
                               (id, credential_id, user_id, contract, hash, nonce, challenge, state, created_at, expires_at)
                        values (:id, :credential, :user, :contract, :hash, :nonce, :challenge, 'AUTHORIZED', :now, :expires)
                        """)
                .param("id", authorization.id().value())
                .param("credential", data.credential().value())
                .param("user", user)
                .param("contract", data.contract())
                .param("hash", data.hashToSign())
                .param("nonce", data.nonce())
                .param("challenge", data.challenge())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", authorization.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Authorization> find(AuthorizationId id) {
        return jdbc.sql("""
                        select id, credential_id, user_id, contract, hash, nonce, state, expires_at
                          from signing_authorization
                         where id = :id
                        """)
                .param("id", id.value())
                .query(AuthorizationRegister::row)
                .optional();
    }

    boolean reserve(AuthorizationId id, Instant now) {
        return jdbc.sql("""
                        update signing_authorization
                           set state = 'RESERVED', reserved_at = :now
                         where id = :id and state = 'AUTHORIZED' and expires_at > :now
                        """)
                        .param("id", id.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean finish(AuthorizationId id, State from, State to, String cause, Instant now) {
        return jdbc.sql("""
                        update signing_authorization
                           set state = :to, finished_at = :now, cause = :cause
                         where id = :id and state = :from
                        """)
                        .param("id", id.value())
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("cause", cause)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    int expire(Instant now) {
        return jdbc.sql("""
                        update signing_authorization
                           set state = 'EXPIRED', finished_at = :now
                         where state = 'AUTHORIZED' and expires_at <= :now
                        """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    List<Authorization> reservedBefore(Instant limit) {
        return jdbc.sql("""
                        select id, credential_id, user_id, contract, hash, nonce, state, expires_at
                          from signing_authorization
                         where state = 'RESERVED' and reserved_at < :limit
                         limit 500
                        """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .query(AuthorizationRegister::row)
                .list();
    }

    private static Authorization row(ResultSet row, int number) throws SQLException {
        var data = new ActivationData(
                new CredentialId(row.getObject("credential_id", UUID.class)),
                row.getBytes("hash"),
                row.getString("contract"),
                row.getBytes("nonce"));
        return new Authorization(
                new AuthorizationId(row.getObject("id", UUID.class)),
                data,
                row.getString("user_id"),
                State.valueOf(row.getString("state")),
                row.getTimestamp("expires_at").toInstant());
    }
}
