package wariin.site;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/// Whether something failed because the database is away, which passes, and not because of what was asked.
public final class Outage {
    private static final int DEEPEST = 20;

    private Outage() {}

    /// No connection to be had, a connection that broke (class 08), or a server that goes down, comes up or ended the
    /// session (57P01 to 57P05).
    public static boolean isBehind(@Nullable Throwable trouble) {
        var cause = trouble;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLTransientConnectionException) return true;
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                var state = sql.getSQLState();
                if (state.startsWith("08") || state.startsWith("57P")) return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
