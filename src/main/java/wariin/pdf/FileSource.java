package wariin.pdf;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file on disk. A source has no end of its own: the channel closes itself once nobody holds it any longer.
record FileSource(FileChannel channel, long length) implements ByteSource {

    static FileSource of(Path file) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ);
            return new FileSource(channel, channel.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        var buffer = ByteBuffer.wrap(into, offset, count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                throw new EOFException("A file became shorter while it was read");
            }
        }
    }
}
