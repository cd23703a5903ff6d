package wariin.assessment;

import java.util.Locale;

/// Why something in a case was not done. Each has its sentence under {@code assessment.case.refusal.<key>}.
public enum CaseRefusal {
    /// The table does not have this act for this kind at this stage.
    NOT_NOW,
    /// Somebody else's act.
    NOT_YOURS,
    /// A person does not act on a case of an organisation they belong to.
    OWN_ORGANISATION,
    /// A conflict of interest was declared.
    CONFLICT,
    /// Nothing was declared yet.
    NOT_DECLARED,
    /// Whoever assessed does not decide.
    ASSESSED,
    /// Whoever decides does not assess or publish.
    DECIDES,
    /// One person has one vote.
    ALREADY_VOTED,
    /// Whoever refused does not decide again after an appeal.
    DECIDED_BEFORE,
    CHECKLIST_OPEN,
    NOT_APPOINTED,
    NO_VISIT,
    NO_REPORT,
    REASON_MISSING,
    TEXT_TOO_LONG,
    DATE_WRONG,
    STATEMENT_MISSING,
    CERTIFICATE_MISSING,
    NUMBER_WRONG,
    COMPANY_CLOSED,
    NAME_DIFFERS,
    TARGET_UNKNOWN,
    CASE_RUNNING,
    TOO_EARLY,
    SERVICE_STATE,
    UNKNOWN_PERSON,
    LACKS_ROLE,
    FINDINGS_OPEN,
    CRITERIA_OPEN,
    WRONG_PROOF,
    NO_FACTOR,
    TEXT_CHANGED,
    APPEALED_BEFORE,
    TOO_LATE,
    /// The register does not take it: a key or a number is another's, or the status does not allow it.
    REGISTER_REFUSES,
    SUCCESSOR_MISSING,
    GROUND_MISSING;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
