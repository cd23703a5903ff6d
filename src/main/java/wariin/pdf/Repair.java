package wariin.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import wariin.pdf.PdfRefused.Reason;

/// Writes a broken file anew. The only place where PDFBox works on a document, and only on one that nobody signed.
final class Repair {

    private static final int LIMIT = 64 << 20;

    private Repair() {}

    static byte[] rewrite(ByteSource source, PdfRefused cause) throws PdfRefused {
        if (source.length() > LIMIT) throw cause;
        var bytes = new byte[(int) source.length()];
        Cursor.read(source, 0, bytes, bytes.length);
        try (var document = Loader.loadPDF(bytes)) {
            if (document.isEncrypted()) throw new PdfRefused(Reason.ENCRYPTED, "opens only as encrypted");
            if (document.getNumberOfPages() == 0) throw new PdfRefused(Reason.NO_PAGES, "no page could be found");
            var out = new ByteArrayOutputStream(bytes.length);
            document.save(out);
            return out.toByteArray();
        } catch (InvalidPasswordException e) {
            throw new PdfRefused(Reason.ENCRYPTED, "opens only with a password", e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }
}
