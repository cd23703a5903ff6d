package wariin.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.WrappedTable;

/// The secrets of time-based codes, as a rotation of the key-encryption key finds them.
@Repository
class WrappedTotpRegister extends WrappedTable {

    WrappedTotpRegister(JdbcClient jdbc) {
        super(jdbc, new Columns("identity_totp", "user_id", true, "kek", "secret"));
    }

    @Override
    protected byte[] context(ResultSet row) throws SQLException {
        return TotpSecrets.context(new UserId(row.getObject("user_id", UUID.class)));
    }
}
