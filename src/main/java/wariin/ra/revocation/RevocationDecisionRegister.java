package wariin.ra.revocation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;

/// What operators were asked to sign about reported certificates, and the proofs that they did.
@Repository
class RevocationDecisionRegister {
    private final JdbcClient jdbc;

    RevocationDecisionRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(RevocationDecision decision) {
        var reason = decision.reason();
        jdbc.sql("""
                        insert into ra_revocation_decision (id, request, actor, reason, grounds, text, challenge,
                                                            expires_at)
                        values (:id, :request, :actor, :reason, :grounds, :text, :challenge, :expires)
                        """)
                .param("id", decision.id())
                .param("request", decision.request())
                .param("actor", decision.actor().value())
                .param("reason", reason == null ? null : reason.name())
                .param("grounds", decision.grounds())
                .param("text", decision.text())
                .param("challenge", decision.challenge())
                .param("expires", decision.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Only for the operator who asked, while it waits.
    Optional<RevocationDecision> open(UUID request, UUID id, UserId actor, Instant now) {
        return jdbc.sql("""
                        select id, request, actor, reason, grounds, text, challenge, expires_at
                          from ra_revocation_decision
                         where id = :id and request = :request and actor = :actor
                           and signed_at is null and expires_at > :now
                        """)
                .param("id", id)
                .param("request", request)
                .param("actor", actor.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> {
                    var reason = row.getString("reason");
                    return new RevocationDecision(
                            row.getObject("id", UUID.class),
                            row.getObject("request", UUID.class),
                            new UserId(row.getObject("actor", UUID.class)),
                            reason == null ? null : RevocationReason.valueOf(reason),
                            row.getString("grounds"),
                            row.getString("text"),
                            row.getBytes("challenge"),
                            row.getObject("expires_at", OffsetDateTime.class).toInstant());
                })
                .optional();
    }

    /// False if it was signed before, or is too old.
    boolean sign(UUID id, AssertionEvidence proof, Instant at) {
        return jdbc.sql("""
                        update ra_revocation_decision
                           set signed_at = :at, credential_id = :credential, public_key = :key, client_data = :client,
                               authenticator_data = :authenticator, signature = :signature
                         where id = :id and signed_at is null and expires_at > :at
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
