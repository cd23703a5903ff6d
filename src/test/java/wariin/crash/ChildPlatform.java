package wariin.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import wariin.Wariin;

/// The platform as a process of its own, which may be stopped, killed, or lied to by its environment.
public final class ChildPlatform implements AutoCloseable {
    private static final String LAUNCHER = "wariin.Launcher";
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    public final String url;
    private final Path folder;
    private final Path output;
    private final Process process;

    private ChildPlatform(Path folder, Path output, String url, Process process) {
        this.folder = folder;
        this.output = output;
        this.url = url;
        this.process = process;
    }

    /// Starts on the data in the folder; the platform is not ready yet.
    public static ChildPlatform start(Path folder, Map<String, String> environment, String... settings)
            throws IOException {
        return start(folder, environment, List.of(Wariin.class.getName()), settings);
    }

    /// With a clock that a file sets.
    public static ChildPlatform startStepped(Path folder, Path offset, String... settings) throws IOException {
        var program = List.of("-D" + SteppedPlatform.FILE + "=" + offset, SteppedPlatform.class.getName());
        return start(folder, Map.of(), program, settings);
    }

    /// As `./wariin run` starts it: what stops it is told in one sentence.
    public static ChildPlatform launch(Path folder, String... settings) throws IOException {
        return start(folder, Map.of(), List.of(LAUNCHER, "run"), settings);
    }

    private static ChildPlatform start(
            Path folder, Map<String, String> environment, List<String> program, String... settings) throws IOException {
        var port = freePort();
        var url = "http://localhost:" + port;
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx600m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(program);
        // For the launcher the folder and the port are options of its own; it takes the settings as they are.
        var launched = program.contains(LAUNCHER);
        var data = Files.createDirectories(folder.resolve("data")).toString();
        command.addAll(launched ? List.of("--data", data) : List.of("--wariin.data=" + data));
        command.addAll(launched ? List.of("--port", "" + port) : List.of("--server.port=" + port));
        var given = List.of(settings);
        for (var usual : List.of(
                "--wariin.keys.passphrase=crash course, not a secret",
                "--wariin.base-url=" + url,
                "--logging.level.wariin=warn")) {
            var name = usual.substring(0, usual.indexOf('=') + 1);
            if (given.stream().noneMatch(one -> one.startsWith(name))) command.add(usual);
        }
        command.addAll(given);
        var output = Files.createTempFile(folder, "output", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ChildPlatform(folder, output, url, builder.start());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public ChildPlatform awaitReady() throws Exception {
        var end = System.nanoTime() + LONGEST_START.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/pki/root.pem"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            while (System.nanoTime() < end) {
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) throw new IllegalStateException(output());
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) return this;
                } catch (IOException _) {
                    // not yet
                }
            }
        }
        throw new IllegalStateException("The platform did not start: " + output());
    }

    /// The exit code of a platform that ends by itself.
    public int awaitEnd() throws Exception {
        if (!process.waitFor(LONGEST_START)) throw new IllegalStateException("It goes on: " + output());
        return process.exitValue();
    }

    public void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /// By SIGKILL; its database is ended by the next start.
    public void kill() throws Exception {
        process.destroyForcibly().waitFor();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws Exception {
        signal("CONT");
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) kill();
        var programs = folder.resolve("data/postgres/programs") + "/";
        ProcessHandle.allProcesses()
                .filter(other -> other.info().command().orElse("").startsWith(programs))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
