package wariin.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import wariin.pdf.BigFile;
import wariin.pdf.ByteSource;
import wariin.pdf.FieldPlace;
import wariin.pdf.PdfPreparation;
import wariin.pdf.RunningDigest;
import wariin.pdf.TestPdfs;

/// A document with its two signature fields made beforehand, as everybody gets it.
record BenchDocument(String name, byte[] bytes, String firstField, String secondField) {

    static BenchDocument small() throws IOException {
        return prepared("40k", text(2, 33_000, CompressParameters.NO_COMPRESSION));
    }

    static BenchDocument middle() throws IOException {
        return prepared("1m", text(20, 1_000_000, CompressParameters.DEFAULT_COMPRESSION));
    }

    static BenchDocument scans() throws IOException {
        var file = Files.createTempFile("scans", ".pdf");
        try {
            BigFile.write(file, 100, 200 << 10);
            return prepared("20m", Files.readAllBytes(file));
        } finally {
            Files.delete(file);
        }
    }

    private static BenchDocument prepared(String name, byte[] upload) {
        try {
            var places = List.of(new FieldPlace("A", 0, 60, 60, 85, 85), new FieldPlace("B", 0, 260, 60, 85, 85));
            var source = ByteSource.of(upload);
            var prepared = PdfPreparation.prepare(source, RunningDigest.over(source), places);
            if (prepared.repaired().isPresent()) throw new IllegalStateException(name + " was damaged");
            var whole = ByteSource.concat(
                    List.of(source, ByteSource.of(prepared.fields().bytes())));
            return new BenchDocument(name, TestPdfs.bytes(whole), "A", "B");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Pages of text, and pictures that do not compress up to the size.
    private static byte[] text(int pages, int size, CompressParameters compress) throws IOException {
        var random = new Random(2);
        try (var document = new PDDocument()) {
            var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (var n = 0; n < pages; n++) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                var side = (int) Math.sqrt(size * 0.93 / pages / 3);
                var picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
                for (var y = 0; y < side; y++) for (var x = 0; x < side; x++) picture.setRGB(x, y, random.nextInt());
                try (var content = new PDPageContentStream(document, page)) {
                    for (var line = 0; line < 40; line++) {
                        content.beginText();
                        content.setFont(font, 10);
                        content.newLineAtOffset(60, 600 - 12 * line);
                        content.showText("Article " + (line + 1) + ". The parties agree on number " + random.nextInt());
                        content.endText();
                    }
                    content.drawImage(LosslessFactory.createFromImage(document, picture), 300, 700, 60, 60);
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out, compress);
            return out.toByteArray();
        }
    }
}
