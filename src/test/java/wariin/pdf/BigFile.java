package wariin.pdf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes a file as scanners do, or signs one to B-LTA in a JVM of its own with a small heap.
public final class BigFile {

    private BigFile() {}

    /// Pages that are one picture each of that many bytes.
    public static void write(Path file, int pages, int bytesEach) throws IOException {
        var random = new Random(1);
        var picture = new byte[bytesEach];
        random.nextBytes(picture);
        var offsets = new ArrayList<Long>();
        try (var out = new Counting(Files.newOutputStream(file))) {
            out.text("%PDF-1.7\n");
            offsets.add(out.count);
            out.text("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
            offsets.add(out.count);
            out.text("2 0 obj\n<</Type/Pages/Count " + pages + "/Kids[");
            for (var n = 0; n < pages; n++) out.text((3 + n * 2) + " 0 R ");
            out.text("]>>\nendobj\n");
            for (var n = 0; n < pages; n++) {
                offsets.add(out.count);
                out.text(
                        (3 + n * 2) + " 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I "
                                + (4 + n * 2) + " 0 R>>>>>>\nendobj\n");
                offsets.add(out.count);
                picture[n % bytesEach]++;
                out.text((4 + n * 2) + " 0 obj\n<</Type/XObject/Subtype/Image/Width " + bytesEach
                        + "/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length " + bytesEach + ">>\nstream\n");
                out.write(picture);
                out.text("\nendstream\nendobj\n");
            }
            var start = out.count;
            out.text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f\r\n");
            for (var offset : offsets) out.text("%010d 00000 n\r\n".formatted(offset));
            out.text("trailer\n<</Size " + (offsets.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n");
        }
    }

    private static final class Counting extends BufferedOutputStream {

        private long count;

        Counting(OutputStream out) {
            super(out, 1 << 16);
        }

        void text(String text) throws IOException {
            write(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
            super.write(bytes, offset, length);
        }
    }

    /// Prints the most heap that was used, in megabytes, and how long all of it took.
    public static void main(String... arguments) throws Exception {
        var file = Path.of(arguments[0]);
        var start = System.nanoTime();
        var signing = new Signing(ByteSource.of(file), List.of(new FieldPlace("A", 0, 50, 50, 60, 60)));
        signing.sign(0, Signing.PKI.signer, true, true);
        signing.stamp();
        var added = signing.file().length() - Files.size(file);
        try (var out = Files.newOutputStream(Path.of(arguments[1]))) {
            var piece = new byte[(int) added];
            signing.file().read(Files.size(file), piece, 0, piece.length);
            out.write(piece);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("heap %d seconds %.2f%n", peak() >> 20, seconds);
    }

    private static long peak() {
        var peak = 0L;
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) peak += pool.getPeakUsage().getUsed();
        }
        return peak;
    }

    /// The child's standard output; the file and its increments are joined afterwards.
    public static String signInChild(Path file, Path increments, int megabytes)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BigFile.class.getName(),
                        file.toString(),
                        increments.toString())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(text);
        return text;
    }
}
