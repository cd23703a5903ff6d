package wariin.database;

import static org.assertj.core.api.Assertions.assertThat;

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
        var server = EmbeddedServer.start(folder);
        write(server);
        var file = folder.resolve("cluster/postmaster.pid");
        var text = Files.readString(file);
        kill(Long.parseLong(text.lines().findFirst().orElseThrow().strip()));
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

    /// As a machine that loses power would.
    private void kill(long postmaster) throws Exception {
        var programs = folder.resolve("programs") + "/";
        var all = ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(programs))
                .toList();
        assertThat(all).anyMatch(process -> process.pid() == postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        for (var one : all) one.onExit().get(20, TimeUnit.SECONDS);
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
