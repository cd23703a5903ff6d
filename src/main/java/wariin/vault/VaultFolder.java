package wariin.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The folder of the files: what has its final name is whole and synced; what is unfinished is in `incoming`.
@Component
class VaultFolder {

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// What to do with a settled file.
    @FunctionalInterface
    interface Visitor {
        void visit(String name) throws IOException;
    }

    private final Path folder;

    VaultFolder(@Value("${wariin.data:./data}") Path data) {
        this.folder = data.resolve("vault").toAbsolutePath();
        try {
            Files.createDirectories(folder, OURS_ONLY);
            Files.createDirectories(incoming(), OURS_ONLY);
            sync(folder);
        } catch (IOException impossible) {
            throw new UncheckedIOException("The folder " + folder + " cannot be written: check its rights", impossible);
        }
    }

    Path fresh() throws IOException {
        return Files.createTempFile(
                incoming(),
                "",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    Path path(String name) {
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    /// Gives a synced file its final name. After this the file survives a crash; before, it is only rubbish in
    /// `incoming`.
    void settle(Path fresh, String name) throws IOException {
        var shard = folder.resolve(name.substring(0, 2));
        if (Files.notExists(shard)) {
            Files.createDirectories(shard, OURS_ONLY);
            sync(folder);
        }
        Files.move(fresh, path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(shard);
    }

    void remove(String name) throws IOException {
        if (Files.deleteIfExists(path(name))) sync(folder.resolve(name.substring(0, 2)));
    }

    /// Removes what a crash left unfinished, and tells of each settled file that is older than the moment.
    void sweep(Instant before, Visitor settled) throws IOException {
        try (var shards = Files.newDirectoryStream(folder)) {
            for (var shard : shards) {
                if (!Files.isDirectory(shard)) continue;
                try (var files = Files.newDirectoryStream(shard)) {
                    for (var file : files) {
                        if (Files.getLastModifiedTime(file).toInstant().isAfter(before)) continue;
                        if (shard.equals(incoming())) Files.deleteIfExists(file);
                        else settled.visit(String.valueOf(file.getFileName()));
                    }
                }
            }
        }
    }

    private Path incoming() {
        return folder.resolve("incoming");
    }

    private static void sync(Path directory) throws IOException {
        try (var entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }
}
