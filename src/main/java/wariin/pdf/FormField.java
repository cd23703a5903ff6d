package wariin.pdf;

import org.jspecify.annotations.Nullable;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Null;
import wariin.pdf.PdfValue.Ref;

/// A terminal form field with its full name and its type as inherited.
record FormField(Ref ref, Dict dict, String name, String type) {

    boolean isSignature() {
        return type.equals("Sig");
    }

    @Nullable
    PdfValue value() {
        return dict.get("V");
    }

    /// A field is taken as soon as it has a value, whatever that is.
    boolean isFilled() {
        return value() != null && !(value() instanceof Null);
    }
}
