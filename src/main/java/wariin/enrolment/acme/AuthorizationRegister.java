package wariin.enrolment.acme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Authorizations and their challenges.
@Repository("acmeAuthorizationRegister")
class AuthorizationRegister {

    private static final String AUTHORIZATION = """
            select id, account, type, value, status, created_at, expires_at
              from enrolment_acme_authorization
            """;
    private static final String CHALLENGE = """
            select id, authorization_id, type, status, token, mailed_token, message_id, attempts, validated_at, problem
              from enrolment_acme_challenge
            """;

    private final JdbcClient jdbc;

    AuthorizationRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Authorization authorization) {
        jdbc.sql("""
                        insert into enrolment_acme_authorization (id, account, type, value, status, created_at, expires_at)
                        values (:id, :account, :type, :value, :status, :at, :until)
                        """)
                .param("id", authorization.id())
                .param("account", authorization.account())
                .param("type", authorization.identifier().type())
                .param("value", authorization.identifier().value())
                .param("status", authorization.status().name())
                .param("at", authorization.createdAt().atOffset(ZoneOffset.UTC))
                .param("until", authorization.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void add(Challenge challenge) {
        jdbc.sql("""
                        insert into enrolment_acme_challenge
                               (id, authorization_id, type, status, token, mailed_token, message_id)
                        values (:id, :authorization, :type, :status, :token, :mailed, :message)
                        """)
                .param("id", challenge.id())
                .param("authorization", challenge.authorization())
                .param("type", challenge.type().toString())
                .param("status", challenge.status().name())
                .param("token", challenge.token())
                .param("mailed", challenge.mailedToken(), Types.VARCHAR)
                .param("message", challenge.messageId(), Types.VARCHAR)
                .update();
    }

    Optional<Authorization> find(String account, String id) {
        return jdbc.sql(AUTHORIZATION + " where id = :id and account = :account")
                .param("id", id)
                .param("account", account)
                .query(AuthorizationRegister::authorization)
                .optional();
    }

    /// One that is still good for a while.
    Optional<Authorization> valid(String account, Identifier identifier, Instant until) {
        return jdbc.sql(AUTHORIZATION + """
                         where account = :account and type = :type and value = :value
                           and status = 'valid' and expires_at > :until
                         order by expires_at desc
                         limit 1
                        """)
                .param("account", account)
                .param("type", identifier.type())
                .param("value", identifier.value())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(AuthorizationRegister::authorization)
                .optional();
    }

    /// Whether the account itself has proven the name; the desk's evidence does not count here.
    boolean proven(String account, Identifier identifier, Instant now) {
        return jdbc.sql("""
                        select exists (select 1
                                         from enrolment_acme_authorization a
                                         join enrolment_acme_challenge c on c.authorization_id = a.id
                                        where a.account = :account and a.type = :type and a.value = :value
                                          and a.status = 'valid' and a.expires_at > :now and c.status = 'valid')
                        """)
                .param("account", account)
                .param("type", identifier.type())
                .param("value", identifier.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Sets an authorization's status, from one of the states given.
    boolean set(String id, Authorization.Status to, List<Authorization.Status> from, Instant until) {
        return jdbc.sql("""
                                update enrolment_acme_authorization
                                   set status = :to, expires_at = :until
                                 where id = :id and status in (:from)
                                """)
                        .param("id", id)
                        .param("to", to.name())
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .param("from", from.stream().map(Enum::name).toList())
                        .update()
                == 1;
    }

    List<Challenge> challenges(String authorization) {
        return jdbc.sql(CHALLENGE + " where authorization_id = :authorization order by type")
                .param("authorization", authorization)
                .query(AuthorizationRegister::challenge)
                .list();
    }

    Optional<Challenge> challenge(String account, String id) {
        return jdbc.sql(CHALLENGE + """
                         where id = :id
                           and authorization_id in (select a.id from enrolment_acme_authorization a
                                                     where a.account = :account)
                        """)
                .param("id", id)
                .param("account", account)
                .query(AuthorizationRegister::challenge)
                .optional();
    }

    /// The client says that it is ready to be asked.
    boolean respond(String id, Instant now) {
        return jdbc.sql("""
                                update enrolment_acme_challenge
                                   set status = 'processing', next_attempt_at = :now
                                 where id = :id and status = 'pending'
                                """)
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Takes http challenges that are due for one attempt; if we crash, they are due again after the lease.
    List<Challenge> claim(Instant now, Duration lease, int atMost) {
        return jdbc.sql("""
                        update enrolment_acme_challenge
                           set attempts = attempts + 1, next_attempt_at = :lease
                         where id in (select id
                                        from enrolment_acme_challenge
                                       where status = 'processing' and type = 'http-01' and next_attempt_at <= :now
                                       order by next_attempt_at
                                       limit :most
                                         for update skip locked)
                        returning id, authorization_id, type, status, token, mailed_token, message_id, attempts,
                                  validated_at, problem
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lease", now.plus(lease).atOffset(ZoneOffset.UTC))
                .param("most", atMost)
                .query(AuthorizationRegister::challenge)
                .list();
    }

    void tryAgain(String id, Instant when) {
        jdbc.sql("""
                        update enrolment_acme_challenge set next_attempt_at = :when
                         where id = :id and status = 'processing'
                        """)
                .param("id", id)
                .param("when", when.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean proven(String id, Instant now) {
        return jdbc.sql("""
                                update enrolment_acme_challenge
                                   set status = 'valid', validated_at = :now
                                 where id = :id and status in ('pending', 'processing')
                                """)
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean failed(String id, String problem) {
        return jdbc.sql("""
                                update enrolment_acme_challenge
                                   set status = 'invalid', problem = :problem
                                 where id = :id and status in ('pending', 'processing')
                                """).param("id", id).param("problem", problem).update() == 1;
    }

    /// Mail challenges whose letter has not left; each is claimed for one attempt.
    List<Challenge> claimLetters(Instant now, Duration lease, int atMost) {
        return jdbc.sql("""
                        update enrolment_acme_challenge
                           set attempts = attempts + 1, next_attempt_at = :lease
                         where id in (select c.id
                                        from enrolment_acme_challenge c
                                        join enrolment_acme_authorization a on a.id = c.authorization_id
                                       where c.type = 'email-reply-00' and c.mailed_at is null
                                         and c.status in ('pending', 'processing') and a.status = 'pending'
                                         and a.expires_at > :now
                                         and (c.next_attempt_at is null or c.next_attempt_at <= :now
                                              or c.attempts = 0)
                                       limit :most
                                         for update of c skip locked)
                        returning id, authorization_id, type, status, token, mailed_token, message_id, attempts,
                                  validated_at, problem
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lease", now.plus(lease).atOffset(ZoneOffset.UTC))
                .param("most", atMost)
                .query(AuthorizationRegister::challenge)
                .list();
    }

    void mailed(String id, Instant now) {
        jdbc.sql("update enrolment_acme_challenge set mailed_at = :now where id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Challenge> byMessage(String messageId) {
        return jdbc.sql(CHALLENGE + " where message_id = :message")
                .param("message", messageId)
                .query(AuthorizationRegister::challenge)
                .optional();
    }

    Optional<Challenge> byMailedToken(String token) {
        return jdbc.sql(CHALLENGE + " where mailed_token = :token")
                .param("token", token)
                .query(AuthorizationRegister::challenge)
                .optional();
    }

    Optional<Authorization> authorization(String id) {
        return jdbc.sql(AUTHORIZATION + " where id = :id")
                .param("id", id)
                .query(AuthorizationRegister::authorization)
                .optional();
    }

    private static Authorization authorization(ResultSet row, int number) throws SQLException {
        return new Authorization(
                row.getString("id"),
                row.getString("account"),
                new Identifier(row.getString("type"), row.getString("value")),
                Authorization.Status.valueOf(row.getString("status")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static Challenge challenge(ResultSet row, int number) throws SQLException {
        var validated = row.getObject("validated_at", OffsetDateTime.class);
        return new Challenge(
                row.getString("id"),
                row.getString("authorization_id"),
                Challenge.Type.of(row.getString("type")),
                Challenge.Status.valueOf(row.getString("status")),
                row.getString("token"),
                row.getString("mailed_token"),
                row.getString("message_id"),
                row.getInt("attempts"),
                validated == null ? null : validated.toInstant(),
                row.getString("problem"));
    }
}
