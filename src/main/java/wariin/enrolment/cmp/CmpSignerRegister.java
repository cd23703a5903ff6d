package wariin.enrolment.cmp;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The certificate that signs answers. Added once, never changed.
@Repository
class CmpSignerRegister {

    private final JdbcClient jdbc;

    CmpSignerRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<byte[]> find(String purpose) {
        return jdbc.sql("select certificate from enrolment_cmp_signer where purpose = :purpose")
                .param("purpose", purpose)
                .query(byte[].class)
                .optional();
    }

    /// False if another node was first.
    boolean add(String purpose, byte[] certificate) {
        return jdbc.sql("""
                                insert into enrolment_cmp_signer (purpose, certificate) values (:purpose, :certificate)
                                on conflict (purpose) do nothing
                                """)
                        .param("purpose", purpose)
                        .param("certificate", certificate)
                        .update()
                == 1;
    }
}
