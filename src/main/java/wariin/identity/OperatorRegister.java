package wariin.identity;

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

/// Who runs this platform, and the appointments with their proofs.
@Repository
class OperatorRegister {

    private static final String OPEN = """
            select id, kind, person, actor, text, challenge, expires_at, proposed_at is not null as proposed
            from identity_appointment
            where done_at is null and withdrawn_at is null and expires_at > :now
            """;

    private final JdbcClient jdbc;

    OperatorRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param appointedAt absent for the first operator, whom nobody appointed
    record Row(User user, Instant since, @Nullable Instant appointedAt) {}

    List<Row> all() {
        return jdbc.sql("""
                        select id, email, name, locale, guest, coalesce(operator_since, created_at) as since,
                               operator_since
                        from identity_user where operator order by since, id
                        """)
                .query((row, _) -> new Row(
                        PeopleRegister.user(row),
                        PeopleRegister.instant(row, "since"),
                        PeopleRegister.instantOrNull(row, "operator_since")))
                .list();
    }

    /// False if the person is one already, or is a guest.
    boolean appoint(UserId person, Instant at) {
        return jdbc.sql("""
                        update identity_user set operator = true, operator_since = :at
                        where id = :id and not operator and not guest
                        """)
                        .param("id", person.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean dismiss(UserId person) {
        return jdbc.sql("update identity_user set operator = false, operator_since = null where id = :id and operator")
                        .param("id", person.value())
                        .update()
                == 1;
    }

    void add(Appointment appointment) {
        jdbc.sql("""
                        insert into identity_appointment (id, kind, person, actor, text, challenge, expires_at)
                        values (:id, :kind, :person, :actor, :text, :challenge, :expires)
                        """)
                .param("id", appointment.id())
                .param("kind", appointment.kind().name())
                .param("person", appointment.person().value())
                .param("actor", appointment.actor().value())
                .param("text", appointment.text())
                .param("challenge", appointment.challenge())
                .param("expires", appointment.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// While it can still be signed by the operator who asked, or, once proposed, by another one.
    Optional<Appointment> open(UUID id, Instant now) {
        return jdbc.sql(OPEN + " and id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(OperatorRegister::appointment)
                .optional();
    }

    /// What waits for a second operator and was proposed by somebody who is still one, the oldest first.
    List<Appointment> proposals(Instant now) {
        return jdbc.sql(OPEN + """
                         and proposed_at is not null
                         and exists (select 1 from identity_user u where u.id = actor and u.operator)
                        order by proposed_at, id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(OperatorRegister::appointment)
                .list();
    }

    /// False if it was signed, done or withdrawn before.
    boolean propose(UUID id, AssertionEvidence proof, Instant at, Instant until) {
        return signed(jdbc.sql("""
                        update identity_appointment
                        set proposed_at = :at, expires_at = :until, credential_id = :credential, public_key = :key,
                            client_data = :client, authenticator_data = :authenticator, signature = :signature
                        where id = :id and proposed_at is null and done_at is null and withdrawn_at is null
                        """).param("until", until.atOffset(ZoneOffset.UTC)), id, proof, at);
    }

    /// Done by its only operator; false if it was signed, done or withdrawn before.
    boolean finish(UUID id, AssertionEvidence proof, Instant at) {
        return signed(jdbc.sql("""
                        update identity_appointment
                        set done_at = :at, credential_id = :credential, public_key = :key,
                            client_data = :client, authenticator_data = :authenticator, signature = :signature
                        where id = :id and proposed_at is null and done_at is null and withdrawn_at is null
                        """), id, proof, at);
    }

    /// Done by a second operator; false if it is that of the same one, not proposed, done or withdrawn.
    boolean consent(UUID id, UserId operator, AssertionEvidence proof, Instant at) {
        var done = jdbc.sql("""
                        update identity_appointment set done_at = :at
                        where id = :id and actor <> :operator and proposed_at is not null
                          and done_at is null and withdrawn_at is null and expires_at > :at
                        """)
                .param("id", id)
                .param("operator", operator.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return done == 1 && signed(jdbc.sql("""
                        insert into identity_appointment_consent (appointment, operator, credential_id, public_key,
                                                                  client_data, authenticator_data, signature, given_at)
                        values (:id, :operator, :credential, :key, :client, :authenticator, :signature, :at)
                        """).param("operator", operator.value()), id, proof, at);
    }

    /// Only by whoever proposed it; false if it waits no longer.
    boolean withdraw(UUID id, UserId actor, Instant at) {
        return jdbc.sql("""
                        update identity_appointment set withdrawn_at = :at
                        where id = :id and actor = :actor and proposed_at is not null
                          and done_at is null and withdrawn_at is null and expires_at > :at
                        """)
                        .param("id", id)
                        .param("actor", actor.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Whatever else was begun or proposed by or about somebody who was appointed or dismissed rests on what is no
    /// longer so, and counts no more even if they come back.
    List<UUID> withdrawAll(UserId who, Instant at) {
        return jdbc.sql("""
                        update identity_appointment set withdrawn_at = :at
                        where (actor = :who or person = :who)
                          and done_at is null and withdrawn_at is null and expires_at > :at
                        returning id
                        """)
                .param("who", who.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /// Writes down what a passkey signed; false if the row was not as it had to be.
    static boolean signed(JdbcClient.StatementSpec statement, UUID id, AssertionEvidence proof, Instant at) {
        return statement
                        .param("id", id)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("credential", proof.credentialId())
                        .param("key", proof.publicKey())
                        .param("client", proof.clientDataJson())
                        .param("authenticator", proof.authenticatorData())
                        .param("signature", proof.signature())
                        .update()
                == 1;
    }

    private static Appointment appointment(ResultSet row, int number) throws SQLException {
        return new Appointment(
                row.getObject("id", UUID.class),
                Appointment.Kind.valueOf(row.getString("kind")),
                new UserId(row.getObject("person", UUID.class)),
                new UserId(row.getObject("actor", UUID.class)),
                row.getString("text"),
                row.getBytes("challenge"),
                PeopleRegister.instant(row, "expires_at"),
                row.getBoolean("proposed"));
    }
}
