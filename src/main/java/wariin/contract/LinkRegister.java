package wariin.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Invitation links, known only by the hash of their token.
@Repository
class LinkRegister {

    record Link(ContractId contract, PartyId party, Instant expiresAt, boolean replaced) {}

    private final JdbcClient jdbc;

    LinkRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(byte[] hash, ContractId contract, PartyId party, Instant now, Instant expires) {
        jdbc.sql("""
                        insert into contract_link (hash, contract_id, party_id, created_at, expires_at)
                        values (:hash, :contract, :party, :now, :expires)
                        """)
                .param("hash", hash)
                .param("contract", contract.value())
                .param("party", party.value())
                .param("now", ContractRegister.utc(now))
                .param("expires", ContractRegister.utc(expires))
                .update();
    }

    void replaceAll(PartyId party, Instant now) {
        jdbc.sql("update contract_link set replaced_at = :now where party_id = :party and replaced_at is null")
                .param("party", party.value())
                .param("now", ContractRegister.utc(now))
                .update();
    }

    Optional<Link> find(byte[] hash) {
        return jdbc.sql("select contract_id, party_id, expires_at, replaced_at from contract_link where hash = :hash")
                .param("hash", hash)
                .query(LinkRegister::row)
                .optional();
    }

    private static Link row(ResultSet row, int number) throws SQLException {
        return new Link(
                new ContractId(row.getObject("contract_id", UUID.class)),
                new PartyId(row.getObject("party_id", UUID.class)),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("replaced_at") != null);
    }
}
