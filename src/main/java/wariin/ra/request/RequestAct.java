package wariin.ra.request;

import java.util.Locale;

/// Everything that can be done to a request.
public enum RequestAct {
    EDIT,
    ATTACH_EVIDENCE,
    /// Whoever reads mail at the address shows it.
    PROVE_MAILBOX,
    SUBMIT,
    WITHDRAW,
    CHECK,
    ASK,
    ANSWER,
    REFUSE,
    APPROVE,
    /// The last approval that was needed is there.
    CARRY,
    /// The approved body is too old, or what it rests on has changed: back to the checks.
    PREPARE_AGAIN,
    ISSUE,
    DELIVER,
    RENEW,
    REKEY,
    SUSPEND,
    REINSTATE,
    REVOKE;

    /// As it stands in log entries and in the keys of texts.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
