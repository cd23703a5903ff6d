package wariin.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.signing.AuthorizationId;

/// What was appended to the bases of contracts; only added to.
@Repository
class IncrementRegister {

    /// One increment. The hole is where a signature value stands, counted from the start of the whole file.
    record Stored(
            int revision,
            @Nullable UUID party,
            String hash,
            long length,
            long holePosition,
            int holeLength,
            @Nullable UUID authorization) {

        AuthorizationId act() {
            if (authorization == null) throw new IllegalStateException("The fields are nobody's act");
            return new AuthorizationId(authorization);
        }
    }

    private final JdbcClient jdbc;

    IncrementRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ContractId contract, Stored stored, Instant now) {
        jdbc.sql("""
                        insert into contract_increment
                               (contract_id, revision, party_id, hash, length, hole_position, hole_length,
                                authorization_id, created_at)
                        values (:contract, :revision, :party, :hash, :length, :position, :hole, :authorization, :now)
                        """)
                .param("contract", contract.value())
                .param("revision", stored.revision())
                .param("party", stored.party(), Types.OTHER)
                .param("hash", stored.hash())
                .param("length", stored.length())
                .param("position", stored.holePosition())
                .param("hole", stored.holeLength())
                .param("authorization", stored.authorization(), Types.OTHER)
                .param("now", ContractRegister.utc(now))
                .update();
    }

    /// Up to a revision, the first first.
    List<Stored> of(ContractId contract, int head) {
        return jdbc.sql("""
                        select revision, party_id, hash, length, hole_position, hole_length, authorization_id
                          from contract_increment
                         where contract_id = :contract and revision <= :head
                         order by revision
                        """)
                .param("contract", contract.value())
                .param("head", head)
                .query(IncrementRegister::row)
                .list();
    }

    private static Stored row(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getInt("revision"),
                row.getObject("party_id", UUID.class),
                row.getString("hash"),
                row.getLong("length"),
                row.getLong("hole_position"),
                row.getInt("hole_length"),
                row.getObject("authorization_id", UUID.class));
    }
}
