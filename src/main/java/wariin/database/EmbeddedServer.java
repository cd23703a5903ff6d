package wariin.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An own PostgreSQL server in the data folder, durable, reachable from this machine only and only with its password.
final class EmbeddedServer implements AutoCloseable {

    private static final String USER = "postgres";

    private final FileChannel lockFile;
    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedServer(FileChannel lockFile, EmbeddedPostgres postgres, String password) {
        this.lockFile = lockFile;
        this.postgres = postgres;
        this.password = password;
    }

    /// Starts the server, making its cluster on the first start. One process at a time holds a folder.
    static EmbeddedServer start(Path folder) {
        try {
            Files.createDirectories(
                    folder.toAbsolutePath(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var lock = lock(folder);
            var cluster = folder.resolve("cluster").toAbsolutePath();
            endOrphan(cluster);
            var password = password(folder);
            var postgres = builder(folder, cluster, password).start();
            requirePassword(postgres, cluster, password);
            return new EmbeddedServer(lock, postgres, password);
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL in " + folder + " did not start; see the message below it", broken);
        } catch (SQLException broken) {
            throw new DatabaseUnusable("The embedded PostgreSQL in " + folder + " could not be secured", broken);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
    }

    String username() {
        return USER;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        lockFile.close();
    }

    /// zonky is made for throw-away test databases and switches durability off: every one of these puts it back.
    private static EmbeddedPostgres.Builder builder(Path folder, Path cluster, String password) {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("programs").toAbsolutePath().toFile())
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would end the server while the platform still ends its work
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            // told below, in the same words as a lock held by another process
        }
        if (held == null) {
            channel.close();
            throw new DatabaseUnusable("The data folder " + folder + " is in use by another running platform", null);
        }
        return channel;
    }

    /// After `kill -9` the server of the dead process is still running; we hold the folder's lock, so it is nobody's.
    private static void endOrphan(Path cluster) throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) return;
        var lines = Files.readAllLines(pidFile);
        var orphan = ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        if (orphan.isEmpty()) return;
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(20, TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            orphan.get().destroyForcibly();
            orphan.get().onExit().join();
        } catch (InterruptedException | ExecutionException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the former database server was ending", interrupted);
        }
    }

    private static String password(Path folder) throws IOException {
        var file = folder.resolve("password");
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Files.createTempFile(folder, "password", ".new", owner);
            Files.writeString(fresh, HexFormat.of().formatHex(bytes));
            Files.move(fresh, file);
        }
        return Files.readString(file).trim();
    }

    /// initdb leaves a cluster that trusts every local user. Idempotent, so a crash in between is mended next time.
    private static void requirePassword(EmbeddedPostgres postgres, Path cluster, String password)
            throws SQLException, IOException {
        var rules = cluster.resolve("pg_hba.conf");
        var wanted = "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";
        if (Files.readString(rules).equals(wanted)) return;
        try (var connection = postgres.getPostgresDatabase(java.util.Map.of("password", password)).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter role " + USER + " password '" + password + "'"); // hex of our own making
            Files.writeString(rules, wanted);
            statement.execute("select pg_reload_conf()");
        }
    }
}
