package wariin.assessment;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;

/// Votes; added, never changed: the database refuses it too.
@Repository
class VoteRegister {

    /// Where the signature counter stands in authenticator data (WebAuthn Level 3, 6.1).
    private static final int COUNTER = 33;

    private final JdbcClient jdbc;

    VoteRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CaseId id, Vote vote) {
        var proof = vote.assertion();
        jdbc.sql("""
                        insert into assessment_vote
                               (id, case_id, report_id, round, user_id, in_favour, reason, text, challenge, method,
                                credential_id, public_key, client_data, authenticator_data, signature, totp_step,
                                voted_at)
                        values (:id, :case, :report, :round, :user, :favour, :reason, :text, :challenge, :method,
                                :credential, :key, :client, :authenticator, :signature, :step, :at)
                        """)
                .param("id", vote.id())
                .param("case", id.value())
                .param("report", vote.report())
                .param("round", vote.round())
                .param("user", vote.decider().value())
                .param("favour", vote.inFavour())
                .param("reason", vote.reason())
                .param("text", vote.text())
                .param("challenge", vote.challenge())
                .param("method", proof == null ? "PIN_AND_TOTP" : "PASSKEY")
                .param("credential", proof == null ? null : proof.credentialId(), Types.VARCHAR)
                .param("key", proof == null ? null : proof.publicKey(), Types.BINARY)
                .param("client", proof == null ? null : proof.clientDataJson(), Types.BINARY)
                .param("authenticator", proof == null ? null : proof.authenticatorData(), Types.BINARY)
                .param("signature", proof == null ? null : proof.signature(), Types.BINARY)
                .param("step", vote.totpStep(), Types.BIGINT)
                .param("at", CaseRegister.utc(vote.at()))
                .update();
    }

    /// All votes of a case, the first one first.
    List<Vote> of(CaseId id) {
        return jdbc.sql("""
                        select id, report_id, round, user_id, in_favour, reason, text, challenge, credential_id,
                               public_key, client_data, authenticator_data, signature, totp_step, voted_at
                          from assessment_vote where case_id = :id order by voted_at, id
                        """).param("id", id.value()).query(VoteRegister::read).list();
    }

    private static Vote read(ResultSet row, int number) throws SQLException {
        var at = row.getObject("voted_at", OffsetDateTime.class).toInstant();
        var credential = row.getString("credential_id");
        var assertion = credential == null
                ? null
                : new AssertionEvidence(
                        credential,
                        row.getBytes("public_key"),
                        row.getBytes("client_data"),
                        row.getBytes("authenticator_data"),
                        row.getBytes("signature"),
                        Integer.toUnsignedLong(ByteBuffer.wrap(row.getBytes("authenticator_data"))
                                .getInt(COUNTER)),
                        at);
        return new Vote(
                row.getObject("id", UUID.class),
                row.getObject("report_id", UUID.class),
                row.getInt("round"),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getBoolean("in_favour"),
                row.getString("reason"),
                row.getString("text"),
                row.getBytes("challenge"),
                assertion,
                row.getObject("totp_step", Long.class),
                at);
    }
}
