package wariin.keys.software;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.keys.KeysUnusable;

/// A key file on disk: only its owner reads it, and it is whole or not there.
final class DurableFile {

    private static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private DurableFile() {}

    /// What tells a file from the one that took its name.
    record Look(FileTime changed, long size, @Nullable Object inode) {}

    /// Empty if there is no such file now.
    static @Nullable Look look(Path file) {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Look(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException away) {
            return null;
        }
    }

    /// Lets one process, and one thread of it, read a file and write what follows from it.
    static void alone(Path file, Runnable change) {
        synchronized (DurableFile.class) {
            var lock = file.resolveSibling(file.getFileName() + ".lock");
            if (!Files.exists(file)) throw new KeysUnusable("There is no key file " + file + ": nothing to change");
            try (var channel = FileChannel.open(lock, Set.of(CREATE, WRITE), OWNER);
                    var held = channel.lock()) {
                if (held.isValid()) change.run();
            } catch (IOException unusable) {
                throw new KeysUnusable(
                        "The key file " + file + " cannot be changed: check the folder's rights and space", unusable);
            }
        }
    }

    /// A new file is synced, takes the old one's name, and the folder is synced.
    static void write(Path file, byte[] content) {
        var target = file.toAbsolutePath();
        var folder = Objects.requireNonNull(target.getParent());
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var fresh = Files.createTempFile(folder, "kek", ".new", OWNER);
            try (var channel = FileChannel.open(fresh, WRITE)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            try (var entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        } catch (IOException full) {
            throw new KeysUnusable(
                    "The key file " + target + " cannot be written: check the folder's rights and space", full);
        }
    }
}
