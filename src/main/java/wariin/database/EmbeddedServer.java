package wariin.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// An own PostgreSQL server in the data folder, durable, reachable from this machine only and only with its password.
final class EmbeddedServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final int LAST_WORDS = 6;

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
        return start(folder, 100);
    }

    static EmbeddedServer start(Path folder, int connections) {
        try {
            Files.createDirectories(
                    folder.toAbsolutePath(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var lock = lock(folder);
            var cluster = folder.resolve("cluster").toAbsolutePath();
            if (seesItsOwnProcesses()) {
                endOrphans(folder.toAbsolutePath());
                removeStalePid(folder.toAbsolutePath(), cluster);
            }
            var made = folder.resolve("made");
            if (!Files.exists(made)) removeHalfMade(folder);
            var password = password(folder);
            Files.deleteIfExists(folder.resolve("server.log"));
            var postgres = builder(folder, cluster, password, connections).start();
            requirePassword(postgres, cluster, password);
            if (!Files.exists(made)) Files.createFile(made);
            return new EmbeddedServer(lock, postgres, password);
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL in " + folder + " did not start; it says why in "
                            + folder.resolve("server.log") + ": " + lastWords(folder),
                    broken);
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
    private static EmbeddedPostgres.Builder builder(Path folder, Path cluster, String password, int connections) {
        var said = ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile());
        return EmbeddedPostgres.builder()
                .setOutputRedirector(said)
                .setErrorRedirector(said)
                .setOverrideWorkingDirectory(
                        folder.resolve("programs").toAbsolutePath().toFile())
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would end the server while the platform still ends its work
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("max_connections", Integer.toString(connections))
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    /// What the server said last; its file begins anew with each start.
    private static String lastWords(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve("server.log"));
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
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

    /// In a process namespace that kept the `/proc` of the one outside, numbers read there are other processes' here:
    /// nothing may be ended or removed by them. Where there is no `/proc`, numbers come from the system itself.
    static boolean seesItsOwnProcesses() throws IOException {
        try {
            var self = Files.readSymbolicLink(Path.of("/proc/self"));
            return self.toString().equals(Long.toString(ProcessHandle.current().pid()));
        } catch (NoSuchFileException none) {
            return true;
        }
    }

    /// After `kill -9` the programs that the dead process started go on. We hold the folder's lock, so they are
    /// nobody's.
    private static void endOrphans(Path folder) {
        var orphans = ProcessHandle.allProcesses()
                .filter(process -> !process.equals(ProcessHandle.current()))
                .filter(process -> process.info().command().orElse("").startsWith(folder.resolve("programs") + "/"))
                .toList();
        orphans.forEach(ProcessHandle::destroy);
        for (var orphan : orphans) {
            try {
                orphan.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            } catch (CompletionException stuck) {
                orphan.destroyForcibly();
                orphan.onExit().join();
            }
        }
    }

    /// A server that was killed leaves a file with its process id, and refuses to start while any process has
    /// that id: one that took it since, as after a restart of the machine or in a container, or the dead one,
    /// which its parent has not looked at yet. Where it is not certain that the process is no server of this
    /// folder, the file stays.
    private static void removeStalePid(Path folder, Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) return;
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[1-9][0-9]{0,9}")) return;
        var pid = Long.parseLong(lines.getFirst().strip());
        var elsewhere = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> !command.startsWith(folder.resolve("programs") + "/"))
                .isPresent();
        if (elsewhere || isDead(pid)) Files.delete(file);
    }

    /// Whether it is a process that has ended and whose parent has not asked for its end.
    private static boolean isDead(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            var text = Files.readString(status);
            return text.startsWith(") Z", text.lastIndexOf(')'));
        } catch (NoSuchFileException gone) {
            return false; // no process has the number, which the server sees by itself
        }
    }

    /// Before the first start has succeeded nothing can rest here: a crash while unpacking or initialising starts
    /// over.
    private static void removeHalfMade(Path folder) throws IOException {
        for (var part : List.of("cluster", "programs")) {
            if (!Files.exists(folder.resolve(part))) continue;
            try (var files = Files.walk(folder.resolve(part))) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
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
        try (var connection = postgres.getPostgresDatabase(java.util.Map.of("password", password))
                        .getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter role " + USER + " password '" + password + "'"); // hex of our own making
            Files.writeString(rules, wanted);
            statement.execute("select pg_reload_conf()");
        }
    }
}
