package wariin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the platform with SIGKILL while it issues, again and again on the same data, and judges what is left: no
/// number twice, no certificate that the log lacks, no intent lost, no list that goes back.
/// {@code mvn test -Dtest=IssuanceCrashTests -Dgroups=heavy -DexcludedGroups= -Dwariin.crash.rounds=100} does it a
/// hundred times.
@Tag("heavy")
class IssuanceCrashTests {

    private static final int ROUNDS = Integer.getInteger("wariin.crash.rounds", 5);
    private static final long LONGEST = 3_000;

    @TempDir
    Path folder;

    @Test
    void losesNothingAndIssuesNothingTwiceWhenKilled() throws Exception {
        var random = new Random(Long.getLong("wariin.crash.seed", System.nanoTime()));
        var told = new ArrayList<String>();
        for (var round = 1; round <= ROUNDS; round++) {
            // One in five dies while it starts: that is where ceremonies, migrations and sweeps run.
            var whileStarting = random.nextInt(5) == 0;
            var lines =
                    round(whileStarting, random.nextBoolean(), random.nextLong(whileStarting ? 2 * LONGEST : LONGEST));
            lines.forEach(System.out::println);
            told.addAll(lines);
            assertThat(lines).noneMatch(line -> line.startsWith("VIOLATION") || line.startsWith("LOST"));
        }
        var last = round(false, false, 0);
        System.out.println("After " + ROUNDS + " kills: " + last);
        assertThat(last).noneMatch(line -> line.startsWith("VIOLATION") || line.startsWith("LOST"));
        assertThat(last).anyMatch(line -> line.startsWith("JUDGED"));
    }

    private List<String> round(boolean whileStarting, boolean databaseToo, long delay) throws Exception {
        var output = folder.resolve("output.log");
        var child = start(output);
        try {
            if (!whileStarting) awaitReady(child, output);
            child.waitFor(delay, TimeUnit.MILLISECONDS); // the moment of the kill is chance's
        } finally {
            child.destroyForcibly();
            child.waitFor(20, TimeUnit.SECONDS);
        }
        if (databaseToo) killDatabase();
        return Files.readAllLines(output).stream()
                .filter(line -> line.matches("(JUDGED|LOST|VIOLATION).*"))
                .toList();
    }

    /// Every process of the embedded server, as a machine that loses power would.
    private void killDatabase() {
        var programs = folder.resolve("data/postgres/programs") + "/";
        ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(programs))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitReady(Process child, Path output) throws Exception {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (Files.readAllLines(output).stream().noneMatch("READY"::equals)) {
            var died = child.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(died).as("%s %s", output, Files.readString(output)).isFalse();
            assertThat(System.nanoTime())
                    .as("the platform starts within minutes")
                    .isLessThan(end);
        }
    }

    private Process start(Path output) throws IOException {
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
                        KilledIssuer.class.getName(),
                        Files.createDirectories(folder.resolve("data")).toString(),
                        folder.resolve("notes").toString(),
                        String.valueOf(port))
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
    }
}
