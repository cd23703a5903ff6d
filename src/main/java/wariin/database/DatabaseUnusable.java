package wariin.database;

import org.jspecify.annotations.Nullable;

/// The database cannot be used as it is; the message says what to do.
public class DatabaseUnusable extends RuntimeException {

    DatabaseUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
