package wariin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the platform with SIGKILL at random moments, again and again on the same data, and judges what is left.
/// {@code -Dwariin.crash.rounds=50} sets how often.
@Tag("heavy")
class CrashTests {

    private static final int ROUNDS = Integer.getInteger("wariin.crash.rounds", 5);
    private static final long LONGEST = 6_000;

    @TempDir
    Path folder;

    @Test
    void losesNothingAndLeavesNothingHalfWhenKilled() throws Exception {
        var random = new Random(Long.getLong("wariin.crash.seed", System.nanoTime()));
        var told = new ArrayList<String>();
        for (var round = 1; round <= ROUNDS; round++) {
            // One in five dies while it starts: that is where ceremonies, migrations and sweeps run.
            var whileStarting = random.nextInt(5) == 0;
            var lines = round(whileStarting, random.nextLong(LONGEST));
            lines.forEach(System.out::println);
            told.addAll(lines);
            assertThat(lines).noneMatch(line -> line.startsWith("VIOLATION") || line.startsWith("LOST"));
        }
        var last = round(false, 0);
        System.out.println("After " + ROUNDS + " kills: " + last);
        assertThat(last).noneMatch(line -> line.startsWith("VIOLATION") || line.startsWith("LOST"));
        assertThat(last).anyMatch(line -> line.startsWith("JUDGED"));
    }

    private java.util.List<String> round(boolean whileStarting, long delay) throws Exception {
        var child = start();
        var lines = new ArrayList<String>();
        try (var output = child.inputReader()) {
            if (whileStarting) {
                Thread.sleep(delay); // the moment of the kill is the point, not a wait for anything
                child.destroyForcibly();
            }
            read(output, lines);
            if (!whileStarting && child.isAlive()) {
                Thread.sleep(delay);
            }
        } finally {
            child.destroyForcibly();
            child.waitFor(20, TimeUnit.SECONDS);
        }
        return lines;
    }

    private static void read(BufferedReader output, ArrayList<String> lines) throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            if (line.matches("(JUDGED|LOST|VIOLATION).*")) lines.add(line);
            if (line.equals("READY")) return;
        }
    }

    private Process start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx600m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledPlatform.class.getName(),
                        Files.createDirectories(folder.resolve("data")).toString(),
                        folder.resolve("acknowledged").toString(),
                        String.valueOf(port))
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
    }
}
