package wariin.company;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// The text of a file of the tax agency: plain or in a ZIP, UTF-8 or Shift_JIS.
final class CompanyFile implements Closeable {

    /// Cannot be read as what it should be; the reason is a code that the pages have words for.
    static final class Unreadable extends IOException {
        final String reason;

        Unreadable(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /// The agency's Shift_JIS has the letters that Windows added to the standard.
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
    private static final int HEAD = 1 << 16;
    /// The whole country unpacks to some 1.5 GB.
    private static final long LARGEST = 8L << 30;

    private final Counted counted;
    private final Reader reader;
    private final Charset charset;

    private CompanyFile(Counted counted, Reader reader, Charset charset) {
        this.counted = counted;
        this.reader = reader;
        this.charset = charset;
    }

    static CompanyFile open(Path path) throws IOException {
        var counted = new Counted(Files.newInputStream(path));
        try {
            var buffered = new BufferedInputStream(counted, HEAD);
            var text = new Limited(isZip(buffered) ? unpacked(buffered) : buffered);
            var head = text.readNBytes(HEAD);
            var charset = charsetOf(head);
            var whole = new SequenceInputStream(new ByteArrayInputStream(head), text);
            if (startsWithMark(head)) whole.skipNBytes(3);
            var decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            return new CompanyFile(counted, new InputStreamReader(whole, decoder), charset);
        } catch (IOException broken) {
            counted.close();
            throw broken instanceof ZipException || broken instanceof EOFException ? new Unreadable("zip") : broken;
        }
    }

    Reader reader() {
        return reader;
    }

    Charset charset() {
        return charset;
    }

    /// How much of the file on disk was read.
    long bytesRead() {
        return counted.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static boolean isZip(BufferedInputStream file) throws IOException {
        file.mark(4);
        var start = file.readNBytes(4);
        file.reset();
        return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /// The agency's ZIP holds the file and its signature.
    private static InputStream unpacked(InputStream packed) throws IOException {
        var zip = new ZipInputStream(packed, StandardCharsets.UTF_8);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) return zip;
        }
        throw new Unreadable("zip");
    }

    private static boolean startsWithMark(byte[] head) {
        return head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
    }

    /// UTF-8 unless the first part of the file cannot be UTF-8; its last letter may be cut.
    private static Charset charsetOf(byte[] head) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var result = decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false);
        return result.isError() ? SHIFT_JIS : StandardCharsets.UTF_8;
    }

    /// Counts what is read from disk, for the bar that moves.
    private static final class Counted extends InputStream {
        private final InputStream source;
        private volatile long count;

        Counted(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            var one = source.read();
            if (one >= 0) add(1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var read = source.read(into, from, length);
            if (read > 0) add(read);
            return read;
        }

        @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread reads the file; others only look
        private void add(int read) {
            count += read;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    /// Ends a ZIP that unpacks to more than any file of the agency.
    private static final class Limited extends InputStream {
        private final InputStream source;
        private long left = LARGEST;

        Limited(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            var one = source.read();
            return one < 0 ? one : took(1, one);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var read = source.read(into, from, length);
            return took(Math.max(read, 0), read);
        }

        private int took(int bytes, int answer) throws IOException {
            left -= bytes;
            if (left < 0) throw new Unreadable("large");
            return answer;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
