package wariin.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.WrappedTable;

/// Owners' data keys, as a rotation of the key-encryption key finds them. Documents stay as they are.
@Repository
class WrappedOwnerKeyRegister extends WrappedTable {

    WrappedOwnerKeyRegister(JdbcClient jdbc) {
        super(jdbc, new Columns("vault_owner_key", "owner", false, "kek", "wrapped"));
    }

    @Override
    protected byte[] context(ResultSet row) throws SQLException {
        return OwnerKeys.context(row.getString("owner"));
    }
}
