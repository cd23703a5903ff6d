package wariin.pdf;

import java.util.List;
import java.util.Optional;

/// Checks an upload and appends all signature fields before anybody signs.
public final class PdfPreparation {

    /// What the sender should know about the file before sending it.
    public enum Notice {
        /// The file was broken and has been written anew.
        REPAIRED,
        /// Somebody has signed it before; it was left as it is.
        SIGNED_ALREADY,
        /// Contains JavaScript.
        JAVASCRIPT,
        /// Contains layers that can be shown and hidden.
        LAYERS,
        /// Contains parts that lie hidden or outside the page.
        HIDDEN_CONTENT,
        /// Has form fields that can still be filled in.
        FORM_FIELDS,
        /// Has files attached.
        ATTACHMENTS,
        /// Refers to content outside the file.
        EXTERNAL_CONTENT,
        /// Opens other programs or pages by itself.
        ACTIONS,
        /// An XFA form was switched off; its plain form stays.
        XFA_REMOVED
    }

    /// `repaired` replaces the upload where present; `fields` is appended. The names are in the order of the places,
    /// changed only where the file had a field of that name.
    public record Prepared(
            Optional<byte[]> repaired,
            Increment fields,
            List<Notice> notices,
            List<String> fieldNames,
            String timestampField) {}

    private PdfPreparation() {}

    public static Prepared prepare(ByteSource upload, List<FieldPlace> places) throws PdfRefused {
        return prepare(upload, RunningDigest.over(upload), places);
    }

    /// The same where the digest was computed while the upload came in.
    public static Prepared prepare(ByteSource upload, RunningDigest upTo, List<FieldPlace> places) throws PdfRefused {
        throw new UnsupportedOperationException();
    }
}
