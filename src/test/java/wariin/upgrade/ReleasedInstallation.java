package wariin.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import wariin.crash.ChildPlatform;
import wariin.database.RestoredServer;

/// The installation in {@code src/test/resources/upgrade}, put back into a folder; its README tells how it was made.
record ReleasedInstallation(Path folder) {
    private static final Path FIXTURE = Path.of("src/test/resources/upgrade");
    static final Instant LATER = Instant.parse("2026-11-23T09:20:00Z");

    static ReleasedInstallation in(Path folder) throws Exception {
        copy(FIXTURE.resolve("data"), folder.resolve("data"));
        try (var dump = new GZIPInputStream(Files.newInputStream(FIXTURE.resolve("installation.sql.gz")))) {
            var text = new String(dump.readAllBytes(), StandardCharsets.UTF_8);
            RestoredServer.restore(folder.resolve("data/postgres"), text);
        }
        for (var file : new String[] {"concluded.pdf", "good.cer", "revoked.cer", "root.pem"}) {
            Files.copy(FIXTURE.resolve(file), folder.resolve(file));
        }
        return new ReleasedInstallation(folder);
    }

    /// Today's platform on it, an hour after the released one was stopped.
    ChildPlatform start() throws IOException {
        var offset = Duration.between(Instant.now(), LATER).toMillis();
        var file = Files.writeString(folder.resolve("offset"), Long.toString(offset));
        return ChildPlatform.startStepped(
                folder,
                file,
                "--wariin.keys.passphrase=sample passphrase, not a secret",
                "--wariin.base-url=http://localhost:18471");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var one : all.toList()) {
                var target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) Files.createDirectories(target);
                else Files.copy(one, target);
            }
        }
    }
}
