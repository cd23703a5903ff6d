package wariin.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Walks over a source through one small window, so that of a big file only the places of interest are read.
final class Cursor {

    static final int END = -1;
    private static final int WINDOW = 4096;

    private final ByteSource source;
    private final long length;
    private byte[] window;
    private long windowStart;
    private int windowLength;
    private int at;

    Cursor(ByteSource source) {
        this.source = source;
        this.length = source.length();
        if (source instanceof ArraySource(var bytes)) {
            window = bytes;
            windowLength = bytes.length;
        } else {
            window = new byte[(int) Math.min(WINDOW, length)];
        }
    }

    long length() {
        return length;
    }

    long position() {
        return windowStart + at;
    }

    void moveTo(long position) {
        if (position >= windowStart && position <= windowStart + windowLength) {
            at = (int) (position - windowStart);
            return;
        }
        windowStart = Math.clamp(position, 0, length);
        windowLength = 0;
        at = 0;
    }

    int peek() {
        if (at >= windowLength && !load()) return END;
        return window[at] & 0xff;
    }

    int next() {
        if (at >= windowLength && !load()) return END;
        return window[at++] & 0xff;
    }

    /// Fills the bytes from here on, as far as the source reaches, and does not move.
    int copy(byte[] into) {
        var count = (int) Math.min(into.length, length - position());
        read(source, position(), into, count);
        return count;
    }

    static void read(ByteSource source, long position, byte[] into, int count) {
        try {
            source.read(position, into, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean load() {
        var position = windowStart + at;
        if (position >= length) return false;
        windowLength = (int) Math.min(window.length, length - position);
        windowStart = position;
        at = 0;
        read(source, position, window, windowLength);
        return true;
    }
}
