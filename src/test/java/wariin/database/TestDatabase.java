package wariin.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives each application context a free port, a data folder and a fresh database: on one embedded server for the
/// whole run, or on the server that {@code WARIIN_TEST_DATABASE_URL} (with {@code _USERNAME}, {@code _PASSWORD})
/// names.
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int MANY = 600;
    private static EmbeddedServer embedded;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var port = freePort();
            var server = server();
            var name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = DriverManager.getConnection(server.url(), server.username(), server.password());
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            var data = temporaryFolder("wariin-data");
            var properties = new MapPropertySource(
                    "test-database",
                    Map.of(
                            "server.port",
                            port,
                            "wariin.base-url",
                            "http://localhost:" + port,
                            "wariin.data",
                            data.toString(),
                            "wariin.database.url",
                            server.url().replaceFirst("/[^/]*$", "/" + name),
                            "wariin.database.username",
                            server.username(),
                            "wariin.database.password",
                            server.password(),
                            "wariin.database.connections",
                            8,
                            "wariin.database.patience",
                            "30s",
                            "wariin.keys.passphrase",
                            "test " + UUID.randomUUID()));
            context.getEnvironment().getPropertySources().addFirst(properties);
        } catch (IOException | SQLException broken) {
            throw new IllegalStateException("The test database could not be made", broken);
        }
    }

    /// A folder that is removed when the test run ends.
    public static Path temporaryFolder(String prefix) throws IOException {
        var folder = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    private record Server(String url, String username, String password) {}

    private static synchronized Server server() throws IOException {
        var url = System.getenv("WARIIN_TEST_DATABASE_URL");
        if (url != null && !url.isEmpty()) {
            return new Server(
                    url,
                    System.getenv().getOrDefault("WARIIN_TEST_DATABASE_USERNAME", "postgres"),
                    System.getenv().getOrDefault("WARIIN_TEST_DATABASE_PASSWORD", ""));
        }
        if (embedded == null) {
            var folder = Files.createTempDirectory("wariin-postgres");
            embedded = EmbeddedServer.start(folder, MANY); // one server for all platforms of a run
            // After the contexts, whose own hook comes first; they still use the server while they close.
            SpringApplication.getShutdownHandlers().add(() -> {
                try {
                    embedded.close();
                } catch (IOException _) {
                    // the machine's temporary folder is all that is left
                }
                delete(folder);
            });
        }
        return new Server(embedded.url("postgres"), embedded.username(), embedded.password());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            // a temporary folder
        }
    }
}
