package wariin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The own server starts after whatever end the last one had.
class EmbeddedServerTests {

    @TempDir
    Path folder;

    @Test
    void startsThoughAnotherProcessHasTheNumberOfTheKilledOne() throws Exception {
        assumeThat(EmbeddedServer.seesItsOwnProcesses())
                .as("/proc shows the processes of this namespace")
                .isTrue();
        var server = EmbeddedServer.start(folder);
        write(server);
        var file = folder.resolve("cluster/postmaster.pid");
        var text = Files.readString(file);
        kill(text.lines().findFirst().orElseThrow().strip());
        server.close();

        var other = new ProcessBuilder("sleep", "120").start();
        try {
            Files.writeString(file, text.replaceFirst("[0-9]+", Long.toString(other.pid())));
            try (var again = EmbeddedServer.start(folder)) {
                assertThat(read(again)).isEqualTo(7);
            }
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(folder.resolve("server.log"))).contains("automatic recovery in progress");
    }

    /// Kills the server, whose other processes end when they miss it.
    private static void kill(String postmaster) throws Exception {
        var kill = new ProcessBuilder("kill", "-9", postmaster).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void write(EmbeddedServer server) throws Exception {
        try (var connection =
                        DriverManager.getConnection(server.url("postgres"), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create table kept as select 7 as number");
        }
    }

    private static int read(EmbeddedServer server) throws Exception {
        try (var connection =
                        DriverManager.getConnection(server.url("postgres"), server.username(), server.password());
                var rows = connection.createStatement().executeQuery("select number from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
