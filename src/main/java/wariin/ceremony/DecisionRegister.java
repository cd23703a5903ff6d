package wariin.ceremony;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;

/// What operators decide, and the proofs that they did.
@Repository
class DecisionRegister {
    private final JdbcClient jdbc;

    DecisionRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if something about that authority is being decided already.
    boolean add(Decision decision) {
        return jdbc.sql("""
                        insert into ceremony_decision (id, kind, line, generation, text, challenge, files, asked_by, asked_at)
                        values (:id, :kind, :line, :generation, :text, :challenge, :files, :by, :at)
                        on conflict do nothing
                        """)
                        .param("id", decision.id())
                        .param("kind", decision.kind().name())
                        .param("line", decision.line())
                        .param("generation", decision.generation())
                        .param("text", decision.text())
                        .param("challenge", decision.challenge())
                        .param("files", decision.files(), Types.BINARY)
                        .param("by", decision.askedBy().value())
                        .param("at", decision.askedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Holds the decision until the transaction ends; false if the person has agreed already.
    boolean consent(UUID decision, UserId operator, AssertionEvidence proof, Instant at) {
        jdbc.sql("select id from ceremony_decision where id = :id for update")
                .param("id", decision)
                .query(UUID.class)
                .single();
        try {
            return jdbc.sql("""
                            insert into ceremony_consent (decision, operator, credential_id, public_key, client_data,
                                                          authenticator_data, signature, given_at)
                            values (:decision, :operator, :credential, :key, :client, :authenticator, :signature, :at)
                            on conflict do nothing
                            """)
                            .param("decision", decision)
                            .param("operator", operator.value())
                            .param("credential", proof.credentialId())
                            .param("key", proof.publicKey())
                            .param("client", proof.clientDataJson())
                            .param("authenticator", proof.authenticatorData())
                            .param("signature", proof.signature())
                            .param("at", at.atOffset(ZoneOffset.UTC))
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    boolean finish(UUID id, Instant at) {
        return jdbc.sql("update ceremony_decision set done_at = :at where id = :id and done_at is null")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<Decision> open(UUID id) {
        return open().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    List<Decision> open() {
        return jdbc.sql("""
                        select id, kind, line, generation, text, challenge, files, asked_by, asked_at
                          from ceremony_decision
                         where done_at is null
                         order by asked_at
                        """).query((row, _) -> read(row)).list();
    }

    private Decision read(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var consents = jdbc.sql("select operator from ceremony_consent where decision = :id order by given_at")
                .param("id", id)
                .query(UUID.class)
                .list();
        return new Decision(
                id,
                Decision.Kind.valueOf(row.getString("kind")),
                row.getString("line"),
                row.getInt("generation"),
                row.getString("text"),
                row.getBytes("challenge"),
                row.getBytes("files"),
                new UserId(row.getObject("asked_by", UUID.class)),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                consents.stream().map(UserId::new).toList());
    }
}
