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
final class ChildPlatform implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    final String url;
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
    static ChildPlatform start(Path folder, Map<String, String> environment, String... settings) throws IOException {
        return start(folder, environment, List.of(Wariin.class.getName()), settings);
    }

    /// With a clock that a file sets.
    static ChildPlatform startStepped(Path folder, Path offset, String... settings) throws IOException {
        var program = List.of("-D" + SteppedPlatform.FILE + "=" + offset, SteppedPlatform.class.getName());
        return start(folder, Map.of(), program, settings);
    }

    private static ChildPlatform start(
            Path folder, Map<String, String> environment, List<String> program, String... settings) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
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
        command.addAll(List.of(
                "--wariin.data=" + Files.createDirectories(folder.resolve("data")),
                "--wariin.keys.passphrase=crash course, not a secret",
                "--wariin.base-url=" + url,
                "--server.port=" + port,
                "--logging.level.wariin=warn"));
        command.addAll(List.of(settings));
        var output = Files.createTempFile(folder, "output", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ChildPlatform(folder, output, url, builder.start());
    }

    ChildPlatform awaitReady() throws Exception {
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
    int awaitEnd() throws Exception {
        if (!process.waitFor(LONGEST_START)) throw new IllegalStateException("It goes on: " + output());
        return process.exitValue();
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /// By SIGKILL; its database is ended by the next start.
    void kill() throws Exception {
        process.destroyForcibly().waitFor();
    }

    String output() throws IOException {
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
