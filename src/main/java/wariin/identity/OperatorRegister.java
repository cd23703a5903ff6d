package wariin.identity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who runs this platform, and the appointments with their proofs.
@Repository
class OperatorRegister {

    private final JdbcClient jdbc;

    OperatorRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Operators.Operator> all() {
        return jdbc.sql("""
                        select id, email, name, locale, guest, coalesce(operator_since, created_at) as since
                        from identity_user where operator order by since, id
                        """)
                .query((row, _) ->
                        new Operators.Operator(PeopleRegister.user(row), PeopleRegister.instant(row, "since")))
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

    /// Only for the operator who asked, while it waits.
    Optional<Appointment> open(UUID id, UserId actor, Instant now) {
        return jdbc.sql("""
                        select id, kind, person, actor, text, challenge, expires_at from identity_appointment
                        where id = :id and actor = :actor and done_at is null and expires_at > :now
                        """)
                .param("id", id)
                .param("actor", actor.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Appointment(
                        row.getObject("id", UUID.class),
                        Appointment.Kind.valueOf(row.getString("kind")),
                        new UserId(row.getObject("person", UUID.class)),
                        new UserId(row.getObject("actor", UUID.class)),
                        row.getString("text"),
                        row.getBytes("challenge"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// False if it was done before.
    boolean finish(UUID id, AssertionEvidence proof, Instant at) {
        return jdbc.sql("""
                        update identity_appointment
                        set done_at = :at, credential_id = :credential, public_key = :key, client_data = :client,
                            authenticator_data = :authenticator, signature = :signature
                        where id = :id and done_at is null
                        """)
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
}
