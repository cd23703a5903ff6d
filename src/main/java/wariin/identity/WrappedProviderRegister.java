package wariin.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.WrappedTable;

/// The client secrets for identity providers, as a rotation of the key-encryption key finds them.
@Repository
class WrappedProviderRegister extends WrappedTable {

    WrappedProviderRegister(JdbcClient jdbc) {
        super(jdbc, new Columns("identity_provider", "organisation_id", true, "kek", "client_secret"));
    }

    @Override
    protected byte[] context(ResultSet row) throws SQLException {
        return Providers.context(new OrganisationId(row.getObject("organisation_id", UUID.class)));
    }
}
