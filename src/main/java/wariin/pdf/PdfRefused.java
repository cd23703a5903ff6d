package wariin.pdf;

/// Why a file cannot be taken or signed. The message is for the log; people are told by the reason.
public final class PdfRefused extends Exception {

    /// What is wrong with the file; each has its sentence in the messages of the module that shows it.
    public enum Reason {
        /// No PDF header where one must be.
        NOT_A_PDF,
        /// Opens only with a password, or its owner restricted what may be done with it.
        ENCRYPTED,
        /// Its structure is broken and, where it may be repaired, repair did not help.
        DAMAGED,
        /// Broken and signed already: a repair would harm the signatures.
        DAMAGED_AND_SIGNED,
        /// Expands to, or claims, more than any real document needs.
        TOO_MANY_OBJECTS,
        /// More form fields or pages than can be handled.
        TOO_MANY_FIELDS,
        /// An XFA form without pages of its own.
        DYNAMIC_FORM,
        /// A certification or lock in the file forbids further signatures.
        CHANGES_FORBIDDEN,
        /// No pages.
        NO_PAGES,
        /// A field lies on no page or outside of it.
        FIELD_OUTSIDE_PAGE,
        /// The field to be signed is missing or signed already.
        NO_SUCH_FIELD
    }

    private final Reason reason;

    public PdfRefused(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public PdfRefused(Reason reason, String detail, Throwable cause) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
