package wariin.trustlist;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.stereotype.Repository;

/// Lets one node at a time publish. The lock belongs to a connection, not to a transaction: keys are used meanwhile,
/// and a crash gives it back.
@Repository
class PublicationLock {

    private static final long LOCK = 0x57617269696e544cL;

    private final DataSource source;

    PublicationLock(DataSource source) {
        this.source = source;
    }

    /// Not to be nested.
    <T> T alone(Supplier<T> work) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                return work.get();
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The publication of the list could not be locked", e);
        }
    }
}
