package wariin.ceremony;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;

/// What operators decide, and the proofs that they did. Whoever reads says whose word still counts.
@Repository
class DecisionRegister {
    /// Whether the word that an operator gave at a time counts now.
    @FunctionalInterface
    interface Standing {
        boolean counts(UserId operator, Instant given);
    }

    private final JdbcClient jdbc;

    DecisionRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if something about that authority is being decided already.
    boolean add(Decision decision) {
        return jdbc.sql("""
                        insert into ceremony_decision (id, kind, line, generation, text, challenge, files,
                                                       asked_by, asked_at, serves_from)
                        values (:id, :kind, :line, :generation, :text, :challenge, :files, :by, :at, :from)
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
                        .param(
                                "from",
                                decision.servesFrom() == null
                                        ? null
                                        : decision.servesFrom().atOffset(ZoneOffset.UTC))
                        .param("at", decision.askedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Holds the decision until the transaction ends. A consent that does not count any more gives way to the new one;
    /// false if the person's consent counts already, or nothing is to be decided.
    boolean consent(UUID decision, UserId operator, AssertionEvidence proof, Instant at, Standing standing) {
        var open = jdbc.sql("""
                        select id from ceremony_decision
                        where id = :id and done_at is null and void_at is null
                        for update
                        """).param("id", decision).query(UUID.class).optional();
        if (open.isEmpty() || consents(decision, standing).contains(operator)) return false;
        jdbc.sql("""
                        insert into ceremony_consent (decision, operator, credential_id, public_key, client_data,
                                                      authenticator_data, signature, given_at)
                        values (:decision, :operator, :credential, :key, :client, :authenticator, :signature, :at)
                        on conflict (decision, operator) do update
                        set credential_id = excluded.credential_id, public_key = excluded.public_key,
                            client_data = excluded.client_data, authenticator_data = excluded.authenticator_data,
                            signature = excluded.signature, given_at = excluded.given_at
                        """)
                .param("decision", decision)
                .param("operator", operator.value())
                .param("credential", proof.credentialId())
                .param("key", proof.publicKey())
                .param("client", proof.clientDataJson())
                .param("authenticator", proof.authenticatorData())
                .param("signature", proof.signature())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return true;
    }

    /// Makes room for another decision about the line, if whoever asked for the one that is open does not count any
    /// more.
    List<UUID> endVoid(String line, Instant at, Standing standing) {
        var ended = new ArrayList<UUID>();
        for (var one : all(standing)) {
            if (!one.line().equals(line) || standing.counts(one.askedBy(), one.askedAt())) continue;
            var voided = jdbc.sql("""
                            update ceremony_decision set void_at = :at
                            where id = :id and done_at is null and void_at is null
                            """)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("id", one.id())
                    .update();
            if (voided == 1) ended.add(one.id());
        }
        return ended;
    }

    boolean finish(UUID id, Instant at) {
        return jdbc.sql("""
                        update ceremony_decision set done_at = :at
                        where id = :id and done_at is null and void_at is null
                        """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<Decision> open(UUID id, Standing standing) {
        return open(standing).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// Those that somebody asked for whose word counts, with the consents that count.
    List<Decision> open(Standing standing) {
        return all(standing).stream()
                .filter(one -> standing.counts(one.askedBy(), one.askedAt()))
                .toList();
    }

    private List<Decision> all(Standing standing) {
        return jdbc.sql("""
                        select id, kind, line, generation, text, challenge, files, asked_by, asked_at, serves_from
                          from ceremony_decision
                         where done_at is null
                           and void_at is null
                         order by asked_at
                        """).query((row, _) -> read(row, standing)).list();
    }

    private List<UserId> consents(UUID decision, Standing standing) {
        var given = new ArrayList<UserId>();
        jdbc.sql("select operator, given_at from ceremony_consent where decision = :id order by given_at")
                .param("id", decision)
                .query(row -> {
                    var operator = new UserId(row.getObject("operator", UUID.class));
                    var at = row.getObject("given_at", OffsetDateTime.class).toInstant();
                    if (standing.counts(operator, at)) given.add(operator);
                });
        return given;
    }

    private Decision read(ResultSet row, Standing standing) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var from = row.getObject("serves_from", OffsetDateTime.class);
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
                from == null ? null : from.toInstant(),
                consents(id, standing));
    }
}
