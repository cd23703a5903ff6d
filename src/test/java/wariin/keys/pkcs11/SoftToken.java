package wariin.keys.pkcs11;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import wariin.database.TestDatabase;

/// A SoftHSM token in a folder of its own. The library reads its configuration once a process, so there is one for
/// all.
public final class SoftToken {

    public static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    public static final String PIN = "271828";

    private static boolean ready;
    private static Path tokens = Path.of("none");

    private SoftToken() {}

    /// Makes the token at the first call; where SoftHSM is not installed, the test that asked is skipped.
    public static synchronized void insert() throws Exception {
        if (ready) return;
        Assumptions.assumeTrue(Files.exists(LIBRARY), "SoftHSM2 is not installed (apt install softhsm2)");
        var folder = TestDatabase.temporaryFolder("wariin-softhsm");
        tokens = Files.createDirectory(folder.resolve("tokens"));
        var configuration = folder.resolve("softhsm2.conf");
        Files.writeString(
                configuration,
                "directories.tokendir = " + folder.resolve("tokens")
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        run(
                configuration,
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "wariin",
                "--pin",
                PIN,
                "--so-pin",
                "3141592");
        setEnvironment("SOFTHSM2_CONF", configuration.toString());
        ready = true;
    }

    /// As if somebody had pulled it out.
    public static void remove() throws IOException {
        Files.move(tokens, tokens.resolveSibling("away"));
        Files.createDirectory(tokens);
    }

    public static void putBack() throws IOException {
        Files.delete(tokens);
        Files.move(tokens.resolveSibling("away"), tokens);
    }

    public static boolean isAway() {
        return Files.exists(tokens.resolveSibling("away"));
    }

    private static void run(Path configuration, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", configuration.toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) throw new IOException(output);
    }

    /// Java cannot set its own environment, but the library asks the C library for it.
    private static void setEnvironment(String name, String value) throws Exception {
        var linker = Linker.nativeLinker();
        var setenv = linker.downcallHandle(
                linker.defaultLookup().find("setenv").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            var result = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (result != 0) throw new IllegalStateException("setenv failed");
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
