package wariin.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The platform's own server with what a dump holds, as an installation of another release left it.
public final class RestoredServer {
    private RestoredServer() {}

    /// Makes the cluster in the folder, fills it, and stops the server.
    public static void restore(Path folder, String dump) throws IOException, SQLException {
        var server = EmbeddedServer.start(folder);
        var url = server.url("postgres") + "?preferQueryMode=simple";
        try (server;
                var connection = DriverManager.getConnection(url, server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(dump);
        }
    }
}
