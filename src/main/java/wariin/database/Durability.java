package wariin.database;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/// What a server must promise before contracts rest on it: a commit that was told survives a crash.
final class Durability {

    private static final int OLDEST_VERSION = 150_000;
    private static final Map<String, String> REQUIRED = Map.of(
            "fsync", "on",
            "full_page_writes", "on");

    private Durability() {}

    static void require(DataSource source) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (var setting : REQUIRED.entrySet()) {
                var value = show(statement, setting.getKey());
                if (!value.equals(setting.getValue())) throw notDurable(setting.getKey(), value);
            }
            var commit = show(statement, "synchronous_commit");
            if (commit.equals("off")) throw notDurable("synchronous_commit", commit);
            var version = Integer.parseInt(show(statement, "server_version_num"));
            if (version < OLDEST_VERSION) {
                throw new DatabaseUnusable(
                        "PostgreSQL 15 or later is needed; this server is " + version / 10_000, null);
            }
        } catch (SQLException unreachable) {
            throw new DatabaseUnusable(
                    "The database cannot be reached (" + unreachable.getMessage()
                            + "): check wariin.database.url, username and password",
                    unreachable);
        }
    }

    private static String show(java.sql.Statement statement, String setting) throws SQLException {
        try (var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static DatabaseUnusable notDurable(String setting, String value) {
        return new DatabaseUnusable(
                "The database has " + setting + " = " + value + ", so it may lose contracts in a crash: switch it on",
                null);
    }
}
