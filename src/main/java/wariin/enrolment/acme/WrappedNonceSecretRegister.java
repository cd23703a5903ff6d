package wariin.enrolment.acme;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.WrappedTable;

/// The secret that nonces are made with, as a rotation of the key-encryption key finds it.
@Repository
class WrappedNonceSecretRegister extends WrappedTable {

    WrappedNonceSecretRegister(JdbcClient jdbc) {
        super(jdbc, new Columns("enrolment_secret", "name", false, "wrapped_by", "wrapped"));
    }

    @Override
    protected byte[] context(ResultSet row) throws SQLException {
        return Nonces.context(row.getString("name"));
    }
}
