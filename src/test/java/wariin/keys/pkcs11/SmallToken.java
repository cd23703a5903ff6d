package wariin.keys.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import wariin.database.TestDatabase;

/// A SoftHSM token on a small disk of its own, for processes of their own. Skips the test where SoftHSM is not
/// installed or nobody is root.
public final class SmallToken implements AutoCloseable {
    private final Path folder;

    private SmallToken(Path folder) {
        this.folder = folder;
    }

    public static SmallToken on(int kilobytes) throws Exception {
        Assumptions.assumeTrue(Files.exists(SoftToken.LIBRARY), "SoftHSM2 is not installed (apt install softhsm2)");
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "Only root mounts a disk");
        var token = new SmallToken(TestDatabase.temporaryFolder("wariin-small-token"));
        token.run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + kilobytes + "k",
                "tmpfs",
                token.disk().toString());
        Files.createDirectory(token.disk().resolve("tokens"));
        Files.writeString(
                token.configuration(),
                "directories.tokendir = " + token.disk().resolve("tokens")
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Files.writeString(token.folder.resolve("pin"), SoftToken.PIN + "\n");
        token.run(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "small",
                "--pin",
                SoftToken.PIN,
                "--so-pin",
                "3141592");
        return token;
    }

    public Map<String, String> environment() {
        return Map.of("SOFTHSM2_CONF", configuration().toString());
    }

    /// Settings of a platform with the keys of its authorities in this token.
    public String[] settings() {
        return List.of(
                        "library=" + SoftToken.LIBRARY,
                        "pin-file=" + folder.resolve("pin"),
                        "label=kek",
                        "authority-keys=token")
                .stream()
                .map(setting -> "--wariin.keys.pkcs11." + setting)
                .toArray(String[]::new);
    }

    /// Takes all room but that of so many blocks.
    public Path fill(int blocks) throws IOException {
        var ballast = disk().resolve("ballast");
        var free = disk().toFile().getUsableSpace() / 4096 - blocks;
        Files.write(ballast, new byte[Math.toIntExact(free * 4096)]);
        return ballast;
    }

    /// As if somebody had pulled it out.
    public void remove() throws IOException {
        Files.move(disk().resolve("tokens"), disk().resolve("away"));
        Files.createDirectory(disk().resolve("tokens"));
    }

    public void putBack() throws IOException {
        Files.delete(disk().resolve("tokens"));
        Files.move(disk().resolve("away"), disk().resolve("tokens"));
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", disk().toString());
    }

    private Path disk() throws IOException {
        return Files.createDirectories(folder.resolve("disk"));
    }

    private Path configuration() {
        return folder.resolve("softhsm2.conf");
    }

    private void run(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + ": " + output);
    }
}
