package wariin.ra.refusal;

import java.util.Locale;

/// What a machine check said about a request.
///
/// @param blocking no approval while it stands
/// @param detail what it is about: a name, a date; for people
public record CheckFinding(Code code, boolean blocking, String detail) {

    /// What was found.
    public enum Code {
        COMPANY_UNKNOWN,
        COMPANY_CLOSED,
        COMPANY_NAME_DIFFERS,
        COMPANY_NAME_CHANGED,
        NO_COMPANY_DATA,
        EVIDENCE_MISSING,
        EVIDENCE_STALE,
        PROFILE_UNFIT,
        KEY_USED_BEFORE;

        /// As it stands in the keys of texts.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static CheckFinding blocking(Code code, String detail) {
        return new CheckFinding(code, true, detail);
    }

    public static CheckFinding note(Code code, String detail) {
        return new CheckFinding(code, false, detail);
    }
}
