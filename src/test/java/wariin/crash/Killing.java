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

/// A platform that works on the same data until it is killed with SIGKILL, again and again. At each start it judges
/// what the killing before has left, in lines that begin with JUDGED, LOST or VIOLATION, and then says READY.
///
/// Its start is most of a round: the first one is watched by the JVM, which makes a cache of loaded classes for the
/// others (JEP 514). Without the cache everything is only slower.
final class Killing {

    private static final int ROUNDS = Integer.getInteger("wariin.crash.rounds", 5);

    private final Path folder;
    private final String program;
    private final long longest;
    private final Path output;
    private final Path cache;
    private final String classPath;

    /// @param longest how long it works at most before it is killed, in milliseconds
    Killing(Path folder, Class<?> program, long longest) throws IOException {
        this.folder = folder;
        this.program = program.getName();
        this.longest = longest;
        this.output = folder.resolve("output.log");
        this.cache = folder.resolve("classes.aot");
        this.classPath = jarsOnly(folder);
    }

    /// What the program writes down for its next start.
    Path notes() {
        return folder.resolve("notes");
    }

    /// As many rounds as {@code wariin.crash.rounds} says; a last one, which nothing disturbs while it judges, ends it.
    void goesOn(Runnable betweenRounds) throws Exception {
        var random = new Random(Long.getLong("wariin.crash.seed", System.nanoTime()));
        var began = System.nanoTime();
        judged(rehearse());
        System.out.printf("Rehearsed in %d s%n", (System.nanoTime() - began) / 1_000_000_000);
        began = System.nanoTime();
        for (var round = 1; round <= ROUNDS; round++) {
            betweenRounds.run();
            // One in five dies while it starts: that is where ceremonies, migrations and sweeps run.
            var whileStarting = random.nextInt(5) == 0;
            judged(round(whileStarting, random.nextBoolean(), random.nextLong(whileStarting ? 2 * longest : longest)));
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        betweenRounds.run();
        var last = round(false, false, 0);
        judged(last);
        System.out.printf("After %d kills in %.0f s, %.1f s each: %s%n", ROUNDS, seconds, seconds / ROUNDS, last);
        assertThat(last).anyMatch(line -> line.startsWith("JUDGED"));
    }

    private static void judged(List<String> lines) {
        lines.forEach(System.out::println);
        assertThat(lines).noneMatch(line -> line.startsWith("VIOLATION") || line.startsWith("LOST"));
    }

    private List<String> round(boolean whileStarting, boolean databaseToo, long delay) throws Exception {
        var began = System.nanoTime();
        var child = start(Files.exists(cache) ? "-XX:AOTCache=" + cache : "-Xshare:auto");
        try {
            if (!whileStarting) awaitReady(child);
            System.out.printf("%d ms, then %d ms%n", (System.nanoTime() - began) / 1_000_000, delay);
            child.waitFor(delay, TimeUnit.MILLISECONDS); // the moment of the kill is chance's
        } finally {
            child.destroyForcibly();
            child.waitFor(20, TimeUnit.SECONDS);
        }
        if (databaseToo) killDatabase();
        return said();
    }

    /// It sets itself up, works for a while and ends as it should; only a JVM that ends so writes a cache.
    private List<String> rehearse() throws Exception {
        var child = start("-XX:AOTCacheOutput=" + cache);
        try {
            awaitReady(child);
            child.waitFor(longest, TimeUnit.MILLISECONDS);
        } finally {
            child.destroy();
            if (!child.waitFor(3, TimeUnit.MINUTES)) child.destroyForcibly().waitFor();
        }
        return said();
    }

    private List<String> said() throws IOException {
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

    private void awaitReady(Process child) throws Exception {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (Files.readAllLines(output).stream().noneMatch("READY"::equals)) {
            var died = child.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(died).as("%s %s", output, Files.readString(output)).isFalse();
            assertThat(System.nanoTime())
                    .as("the platform starts within minutes")
                    .isLessThan(end);
        }
    }

    private Process start(String cached) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        cached,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx600m",
                        "--enable-native-access=ALL-UNNAMED",
                        // Modules are found among our own classes; those of libraries need not be read for it.
                        "-Darchunit.resolveMissingDependenciesFromClassPath=false",
                        "-cp",
                        classPath,
                        program,
                        Files.createDirectories(folder.resolve("data")).toString(),
                        notes().toString(),
                        String.valueOf(port))
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
    }

    /// The cache takes no classes from folders.
    private static String jarsOnly(Path folder) throws IOException {
        var jar = java.util.spi.ToolProvider.findFirst("jar").orElseThrow();
        var parts = new ArrayList<String>();
        for (var part : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(java.io.File.pathSeparator)) {
            if (!Files.isDirectory(Path.of(part))) {
                parts.add(part);
                continue;
            }
            var packed = folder.resolve("classes" + parts.size() + ".jar").toString();
            var command = new ArrayList<>(List.of("--create", "--no-compress", "--file", packed));
            // Of the tests only the programs that are killed: the platform looks through all it finds when it starts.
            var tests = Files.isDirectory(Path.of(part, "wariin/crash"));
            for (var what : tests ? List.of("wariin/crash", "wariin/demo") : List.of(".")) {
                command.addAll(List.of("-C", part, what));
            }
            var status = jar.run(System.out, System.err, command.toArray(String[]::new));
            assertThat(status).isZero();
            parts.add(packed);
        }
        return String.join(java.io.File.pathSeparator, parts);
    }
}
