package wariin.seal;

/// A seal that cannot be made as asked, with the reason a page can tell.
public class SealRefused extends RuntimeException {

    public enum Reason {
        /// Nothing to draw is left of the text.
        EMPTY,
        /// The text has more characters than this seal can show.
        TOO_LONG,
        /// No font has the character given as detail.
        CHARACTER_UNKNOWN,
        NOT_A_PICTURE,
        PICTURE_TOO_LARGE,
        PICTURE_BLANK,
        /// The person may not make or remove this kind of seal.
        NOT_ALLOWED,
        TOO_MANY
    }

    private final Reason reason;
    private final String detail;

    SealRefused(Reason reason, String detail) {
        super(reason + " " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    SealRefused(Reason reason) {
        this(reason, "");
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
