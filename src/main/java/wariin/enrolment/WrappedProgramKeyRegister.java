package wariin.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.WrappedTable;

/// The secrets of programs, as a rotation of the key-encryption key finds them.
@Repository
class WrappedProgramKeyRegister extends WrappedTable {

    WrappedProgramKeyRegister(JdbcClient jdbc) {
        super(jdbc, new Columns("enrolment_key", "id", false, "wrapped_by", "wrapped"));
    }

    @Override
    protected byte[] context(ResultSet row) throws SQLException {
        return EnrolmentSecrets.context(Protocol.valueOf(row.getString("protocol")), row.getString("id"));
    }
}
