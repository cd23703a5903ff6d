package wariin.pdf;

import java.util.ArrayList;
import java.util.List;

/// A PDF opened for looking: pages and signature fields.
public final class PdfFile {

    private final List<Page> pages;
    private final List<SignatureField> signatureFields;

    private PdfFile(List<Page> pages, List<SignatureField> signatureFields) {
        this.pages = pages;
        this.signatureFields = signatureFields;
    }

    /// Reads all that can be asked for, so that every fault shows here; the source is not needed afterwards.
    public static PdfFile open(ByteSource source) throws PdfRefused {
        return Guard.call(() -> {
            var reader = PdfReader.open(source);
            var tree = new PageTree(reader);
            var pages = tree.pages();
            var fields = new ArrayList<SignatureField>();
            for (var field : new FormFields(reader).signatures()) fields.add(describe(field, tree, pages));
            return new PdfFile(pages, List.copyOf(fields));
        });
    }

    private static SignatureField describe(FormField field, PageTree tree, List<Page> pages) throws PdfRefused {
        var box = tree.box(field.dict().get("Rect"));
        var page = -1;
        for (var n = 0; n < pages.size() && page < 0; n++) {
            if (pages.get(n).ref().equals(field.dict().get("P"))) page = n;
        }
        return new SignatureField(field.name(), field.isFilled(), page, box != null && !box.isEmpty());
    }

    public int pageCount() {
        return pages.size();
    }

    public PageSize pageSize(int index) {
        return pages.get(index).size();
    }

    public List<SignatureField> signatureFields() {
        return signatureFields;
    }
}
