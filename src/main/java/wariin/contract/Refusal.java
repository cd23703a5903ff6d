package wariin.contract;

import java.util.Locale;

/// Why something about a contract was not done. Each has its sentence under {@code contract.refusal.<kind>}.
public enum Refusal {
    NOT_A_PDF,
    ENCRYPTED,
    DAMAGED,
    TOO_COMPLEX,
    TOO_MANY_FIELDS,
    DYNAMIC_FORM,
    CHANGES_FORBIDDEN,
    FILE_EMPTY,
    FILE_TOO_LARGE,
    TOO_MANY_PAGES,
    TITLE_MISSING,
    TITLE_TOO_LONG,
    MESSAGE_TOO_LONG,
    AMOUNT_WRONG,
    DEADLINE_PASSED,
    PARTIES_MISSING,
    TOO_MANY_PARTIES,
    SENDER_MISSING,
    PARTY_TWICE,
    ADDRESS_WRONG,
    NAME_MISSING,
    NAME_TOO_LONG,
    PLACE_MISSING,
    PLACE_OUTSIDE,
    PLACES_OVERLAP,
    NOT_A_DRAFT,
    NOT_OPEN,
    NOT_ALLOWED,
    REASON_MISSING,
    REASON_TOO_LONG,
    NOT_YOUR_TURN,
    ALREADY_SIGNED,
    NO_FACTOR,
    SEAL_UNKNOWN,
    RULE_UNKNOWN,
    RULE_NOT_MET;

    /// As it stands in problem types and message keys.
    public String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
