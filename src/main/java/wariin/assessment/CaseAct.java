package wariin.assessment;

import java.util.Locale;

/// Everything that somebody can do in a case. What is not in the table of {@link Transitions} is refused.
public enum CaseAct {
    // the applicant
    EDIT,
    SUBMIT,
    RESPOND,
    ABANDON,
    APPEAL,
    DECLARE_CRITERION,
    ATTACH_EVIDENCE,
    ANSWER_FINDING,
    // the scheme: intake and people
    ACCEPT,
    TICK,
    RETURN_INCOMPLETE,
    FIND_COMPLETE,
    ASSIGN,
    DECLARE_CONFLICT,
    REOPEN,
    DISMISS_APPEAL,
    // assessment
    JUDGE_CRITERION,
    REQUEST_EVIDENCE,
    RAISE_FINDING,
    CLOSE_FINDING,
    REDACT_EVIDENCE,
    ASK_MORE,
    FINISH_REVIEW,
    RECORD_VISIT,
    FINISH_VISIT,
    WRITE_REPORT,
    FREEZE_REPORT,
    CLOSE,
    // decision
    VOTE_FOR,
    VOTE_AGAINST,
    /// By the platform, with the second vote for.
    RECORD,
    /// By the platform, with the second vote for a refusal.
    REJECT,
    PUBLISH;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
