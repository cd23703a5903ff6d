package wariin.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/// A PostgreSQL of the operating system's that a test may stop, take the sessions of, or fill the disk of. Where none
/// is installed, or a disk is wanted without being root, the test is skipped.
public final class SystemPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final boolean ownDisk;
    private final int port;
    private final String password = UUID.randomUUID().toString();

    private SystemPostgres(Path programs, Path folder, boolean ownDisk, int port) {
        this.programs = programs;
        this.folder = folder;
        this.ownDisk = ownDisk;
        this.port = port;
    }

    public static SystemPostgres start() throws Exception {
        return start(0);
    }

    /// On a disk of its own of that many megabytes.
    public static SystemPostgres startOnDisk(int megabytes) throws Exception {
        Assumptions.assumeTrue(isRoot(), "Only root mounts a disk");
        return start(megabytes);
    }

    private static SystemPostgres start(int megabytes) throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(VERSIONS), "PostgreSQL is not installed");
        Path programs;
        try (var versions = Files.list(VERSIONS)) {
            programs = versions.max(Comparator.comparing(Path::toString))
                    .orElseThrow()
                    .resolve("bin");
        }
        var folder = TestDatabase.temporaryFolder("wariin-system-postgres");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new SystemPostgres(programs, folder, megabytes > 0, socket.getLocalPort());
            socket.close();
            if (megabytes > 0) run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
            try {
                server.make();
                server.resume();
            } catch (Exception failed) {
                server.close();
                throw failed;
            }
            return server;
        }
    }

    private void make() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), password);
        if (isRoot()) run("chown", "-R", "postgres:postgres", folder.toString());
        asPostgres(
                "initdb",
                "-D",
                cluster(),
                "-U",
                "wariin",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-A",
                "scram-sha-256",
                "--wal-segsize=1",
                "--pwfile=" + secret);
        var settings = Path.of(cluster(), "postgresql.conf");
        Files.writeString(
                settings,
                Files.readString(settings) + "\nport = " + port + "\nlisten_addresses = 'localhost'\n"
                        + "unix_socket_directories = '" + folder + "'\nmin_wal_size = 2MB\nmax_wal_size = 8MB\n");
    }

    /// The settings of a platform on this server.
    public List<String> settings() {
        return List.of(
                "--wariin.database.url=" + url(),
                "--wariin.database.username=wariin",
                "--wariin.database.password=" + password);
    }

    /// As a crash would.
    public void stop() throws Exception {
        asPostgres("pg_ctl", "-D", cluster(), "-m", "immediate", "-w", "stop");
    }

    public boolean isRunning() throws Exception {
        return start("pg_ctl", "-D", cluster(), "status").waitFor() == 0;
    }

    public void resume() throws Exception {
        asPostgres(
                "pg_ctl",
                "-D",
                cluster(),
                "-w",
                "-t",
                "60",
                "-l",
                folder.resolve("log").toString(),
                "start");
    }

    /// Ends all sessions of the database but the one that does it.
    public int endSessions() throws SQLException {
        try (var connection = DriverManager.getConnection(url(), "wariin", password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select count(pg_terminate_backend(pid))
                          from pg_stat_activity
                         where datname is not null and pid <> pg_backend_pid()
                        """)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /// Leaves no room on its disk.
    public void fillDisk() throws IOException {
        try (var ballast = Files.newOutputStream(ballast())) {
            fill(ballast);
        }
    }

    private static void fill(OutputStream ballast) {
        try {
            while (true) ballast.write(new byte[4096]);
        } catch (IOException _) {
            // full
        }
    }

    public void freeDisk() throws IOException {
        Files.delete(ballast());
    }

    @Override
    public void close() throws Exception {
        if (isRunning()) stop();
        if (ownDisk) run("umount", "-l", folder.toString());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void asPostgres(String program, String... arguments) throws Exception {
        var process = start(program, arguments);
        if (process.waitFor() != 0) throw new IOException(program + " failed: " + Files.readString(messages()));
    }

    /// Into a file: a pipe would stay open as long as the server that it started.
    private Process start(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(messages().toFile())
                .start();
    }

    private Path messages() {
        return folder.resolveSibling(folder.getFileName() + ".messages");
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + ": " + output);
    }
}
