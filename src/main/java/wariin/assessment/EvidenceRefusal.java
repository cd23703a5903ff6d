package wariin.assessment;

import java.util.Locale;

/// Why something about evidence, an item or a finding was not done; each has one sentence in two languages.
public enum EvidenceRefusal {
    NOT_ALLOWED,
    UNKNOWN_CRITERION,
    FILE_MISSING,
    FILE_EMPTY,
    FILE_TOO_LARGE,
    FILE_TYPE,
    TOO_MANY_FILES,
    TEXT_MISSING,
    TEXT_TOO_LONG,
    REASON_MISSING,
    DATE_MISSING,
    DATE_WRONG,
    DATE_IN_FUTURE,
    DATES_CROSSED,
    DUE_PAST,
    SUPERSEDED_ALREADY,
    NOT_REGISTERED,
    NOT_AGREED,
    SAME_FILE,
    MANDATORY,
    MOVED_ON,
    FINDING_STATE,
    REQUEST_CLOSED;

    public String key() {
        return "assessment.refusal." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
