package wariin.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.pdf.SignatureDraft;
import wariin.signing.AuthorizationId;

/// Acts of signing between the prompt and their end. Every change of state is conditional on the state before.
@Repository
class ActRegister {

    enum State {
        PREPARED,
        SIGNING,
        DONE,
        FAILED
    }

    /// An act: its increment is finished but for the signature.
    record Row(
            AuthorizationId id,
            ContractId contract,
            PartyId party,
            UUID user,
            @Nullable UUID seal,
            int baseRevision,
            boolean last,
            SignatureDraft draft,
            byte[] signedAttributes,
            State state) {}

    private final JdbcClient jdbc;

    ActRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row act, Instant now) {
        jdbc.sql("""
                        insert into contract_act
                               (id, contract_id, party_id, user_id, seal, base_revision, last, draft, hole_offset,
                                hole_length, document_digest, signed_attributes, state, created_at)
                        values (:id, :contract, :party, :user, :seal, :base, :last, :draft, :holeOffset,
                                :holeLength, :digest, :attributes, 'PREPARED', :now)
                        """)
                .param("id", act.id().value())
                .param("contract", act.contract().value())
                .param("party", act.party().value())
                .param("user", act.user())
                .param("seal", act.seal(), Types.OTHER)
                .param("base", act.baseRevision())
                .param("last", act.last())
                .param("draft", act.draft().increment())
                .param("holeOffset", act.draft().holeOffset())
                .param("holeLength", act.draft().holeBytes())
                .param("digest", act.draft().documentDigest())
                .param("attributes", act.signedAttributes())
                .param("now", ContractRegister.utc(now))
                .update();
    }

    Optional<Row> find(AuthorizationId id) {
        return jdbc.sql("""
                        select id, contract_id, party_id, user_id, seal, base_revision, last, draft, hole_offset,
                               hole_length, document_digest, signed_attributes, state
                          from contract_act
                         where id = :id
                        """).param("id", id.value()).query(ActRegister::row).optional();
    }

    boolean start(AuthorizationId id, Instant now) {
        return jdbc.sql("""
                        update contract_act set state = 'SIGNING', started_at = :now
                         where id = :id and state = 'PREPARED'
                        """)
                        .param("id", id.value())
                        .param("now", ContractRegister.utc(now))
                        .update()
                == 1;
    }

    /// Ends an act that is under way; its draft is not needed any more.
    boolean finish(AuthorizationId id, State to, @Nullable String cause, Instant now) {
        return jdbc.sql("""
                        update contract_act set state = :to, cause = :cause, draft = '', finished_at = :now
                         where id = :id and state = 'SIGNING'
                        """)
                        .param("id", id.value())
                        .param("to", to.name())
                        .param("cause", cause, Types.VARCHAR)
                        .param("now", ContractRegister.utc(now))
                        .update()
                == 1;
    }

    int abandonStartedBefore(Instant limit, Instant now) {
        return jdbc.sql("""
                        update contract_act set state = 'FAILED', cause = 'did not end', draft = '', finished_at = :now
                         where state = 'SIGNING' and started_at < :limit
                        """)
                .param("limit", ContractRegister.utc(limit))
                .param("now", ContractRegister.utc(now))
                .update();
    }

    int abandonPreparedBefore(Instant limit, Instant now) {
        return jdbc.sql("""
                        update contract_act set state = 'FAILED', cause = 'not activated', draft = '', finished_at = :now
                         where state = 'PREPARED' and created_at < :limit
                        """)
                .param("limit", ContractRegister.utc(limit))
                .param("now", ContractRegister.utc(now))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var draft = new SignatureDraft(
                row.getBytes("draft"),
                row.getInt("hole_offset"),
                row.getInt("hole_length"),
                row.getBytes("document_digest"));
        return new Row(
                new AuthorizationId(row.getObject("id", UUID.class)),
                new ContractId(row.getObject("contract_id", UUID.class)),
                new PartyId(row.getObject("party_id", UUID.class)),
                row.getObject("user_id", UUID.class),
                row.getObject("seal", UUID.class),
                row.getInt("base_revision"),
                row.getBoolean("last"),
                draft,
                row.getBytes("signed_attributes"),
                State.valueOf(row.getString("state")));
    }
}
