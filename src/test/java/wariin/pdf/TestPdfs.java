package wariin.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Documents made for tests.
public final class TestPdfs {

    private TestPdfs() {}

    public static byte[] table(int pages) {
        return make(pages, CompressParameters.NO_COMPRESSION, 0, null);
    }

    /// With object streams and a cross-reference stream.
    public static byte[] compressed(int pages) {
        return make(pages, CompressParameters.DEFAULT_COMPRESSION, 0, null);
    }

    public static byte[] rotated(int degrees) {
        return make(1, CompressParameters.NO_COMPRESSION, degrees, new PDRectangle(50, 100, 400, 500));
    }

    private static byte[] make(int pages, CompressParameters compress, int rotation, PDRectangle crop) {
        try (var document = new PDDocument()) {
            var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (var n = 0; n < pages; n++) {
                var page = new PDPage(PDRectangle.A4);
                page.setRotation(rotation);
                if (crop != null) page.setCropBox(crop);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(font, 20);
                    content.newLineAtOffset(100, 400);
                    content.showText("Page " + (n + 1) + " rotated by " + rotation);
                    content.endText();
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out, compress);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] saved(PDDocument document) {
        try {
            var out = new ByteArrayOutputStream();
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(ByteSource source) {
        var bytes = new byte[(int) source.length()];
        Cursor.read(source, 0, bytes, bytes.length);
        return bytes;
    }
}
