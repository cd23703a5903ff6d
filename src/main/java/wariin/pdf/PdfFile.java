package wariin.pdf;

import java.util.List;

/// A PDF opened for looking: pages and signature fields.
public final class PdfFile {

    private PdfFile() {}

    public static PdfFile open(ByteSource source) throws PdfRefused {
        throw new UnsupportedOperationException();
    }

    public int pageCount() {
        throw new UnsupportedOperationException();
    }

    public PageSize pageSize(int index) {
        throw new UnsupportedOperationException();
    }

    public List<SignatureField> signatureFields() {
        throw new UnsupportedOperationException();
    }
}
