package wariin.keys.software;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import wariin.keys.KeysUnusable;

/// A key file on disk: only its owner reads it, and it is whole or not there.
final class DurableFile {

    private DurableFile() {}

    /// A new file is synced, takes the old one's name, and the folder is synced.
    static void write(Path file, byte[] content) {
        var target = file.toAbsolutePath();
        var folder = Objects.requireNonNull(target.getParent());
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Files.createTempFile(folder, "kek", ".new", owner);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
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
