package wariin.seal;

/// Something that a seal shows otherwise than it was typed, and that its owner should know.
public record SealNotice(Kind kind, String detail) {

    public enum Kind {
        /// A variation selector was left out; the detail is the character that it followed.
        SELECTOR_DROPPED,
        /// A short legal form was written out; the detail is the long form.
        WRITTEN_OUT
    }
}
