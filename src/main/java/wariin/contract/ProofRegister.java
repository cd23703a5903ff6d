package wariin.contract;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What acts brought besides the bytes in the document; only added to.
@Repository
class ProofRegister {

    enum Kind {
        SIGNATURE,
        TIMESTAMP,
        DOCUMENT_TIMESTAMP,
        CERTIFICATE,
        OCSP,
        CRL
    }

    record Proof(Kind kind, int number, byte[] bytes) {}

    private final JdbcClient jdbc;

    ProofRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ContractId contract, int revision, List<Proof> proofs) {
        for (var proof : proofs) {
            jdbc.sql("""
                            insert into contract_proof (contract_id, revision, kind, number, bytes)
                            values (:contract, :revision, :kind, :number, :bytes)
                            """)
                    .param("contract", contract.value())
                    .param("revision", revision)
                    .param("kind", proof.kind().name())
                    .param("number", proof.number())
                    .param("bytes", proof.bytes())
                    .update();
        }
    }

    List<Proof> of(ContractId contract, int revision) {
        return jdbc.sql("""
                        select kind, number, bytes
                          from contract_proof
                         where contract_id = :contract and revision = :revision
                         order by kind, number
                        """)
                .param("contract", contract.value())
                .param("revision", revision)
                .query((row, _) ->
                        new Proof(Kind.valueOf(row.getString("kind")), row.getInt("number"), row.getBytes("bytes")))
                .list();
    }
}
