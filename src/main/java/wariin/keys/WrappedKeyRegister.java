package wariin.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Key pairs that rest here, as a rotation of the key-encryption key finds them.
@Repository
class WrappedKeyRegister extends WrappedTable {

    WrappedKeyRegister(JdbcClient jdbc) {
        super(jdbc, new Columns("keys_key", "id", true, "kek", "wrapped"));
    }

    @Override
    protected byte[] context(ResultSet row) throws SQLException {
        return KeyRegister.key(row, 0).context();
    }
}
