package wariin.pdf;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file on disk, opened for each read.
final class FileSource implements ByteSource {

    private final Path file;
    private final long length;

    private FileSource(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    static FileSource of(Path file) {
        try {
            return new FileSource(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.wrap(into, offset, count);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                    throw new EOFException(file.getFileName() + " became shorter");
                }
            }
        }
    }
}
