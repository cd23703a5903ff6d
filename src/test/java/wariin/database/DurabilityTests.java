package wariin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DurabilityTests {

    @TempDir
    Path folder;

    @Test
    void embeddedServerIsDurableAsksForItsPasswordAndRefusesASecondOwner() throws Exception {
        try (var server = EmbeddedServer.start(folder)) {
            var source = new PGSimpleDataSource();
            source.setUrl(server.url("postgres"));
            source.setUser(server.username());
            source.setPassword(server.password());
            Durability.require(source);

            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThatThrownBy(() -> EmbeddedServer.start(folder))
                    .isInstanceOf(DatabaseUnusable.class)
                    .hasMessageContaining("in use");

            source.setOptions("-c synchronous_commit=off");
            assertThatThrownBy(() -> Durability.require(source))
                    .isInstanceOf(DatabaseUnusable.class)
                    .hasMessageContaining("synchronous_commit");
        }
    }

    @Test
    void keepsItsRowsOverARestart() throws Exception {
        try (var server = EmbeddedServer.start(folder);
                var connection = DriverManager.getConnection(server.url("postgres"), "postgres", server.password())) {
            connection.createStatement().execute("create table kept (x int)");
        }
        try (var server = EmbeddedServer.start(folder);
                var connection = DriverManager.getConnection(server.url("postgres"), "postgres", server.password())) {
            assertThat(connection.createStatement().execute("select x from kept"))
                    .isTrue();
        }
    }

    @Test
    void startsOverWhereACrashLeftHalfAServer() throws Exception {
        Files.createDirectories(folder.resolve("cluster"));
        Files.writeString(folder.resolve("cluster/postgresql.conf"), "half");
        try (var server = EmbeddedServer.start(folder)) {
            assertThat(server.url("postgres")).contains("localhost");
        }
    }
}
