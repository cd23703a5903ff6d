package wariin.ca.revocation;

import java.time.Duration;

/// What is reported to be wrong with a certificate, and how long there is to end it (S/MIME BR, 4.9.1.1).
public enum RevocationProblem {
    /// The subscriber asks for it in writing (1).
    ASKED_BY_SUBSCRIBER(RevocationClocks.URGENT, RevocationReason.UNSPECIFIED),
    /// The subscriber never authorized the request (2).
    NEVER_AUTHORIZED(RevocationClocks.URGENT, RevocationReason.PRIVILEGE_WITHDRAWN),
    /// The private key is known to others (3).
    KEY_COMPROMISED(RevocationClocks.URGENT, RevocationReason.KEY_COMPROMISE),
    /// There is a way to compute the private key from the public one (4).
    KEY_WEAK(RevocationClocks.URGENT, RevocationReason.KEY_COMPROMISE),
    /// The check that somebody controls the address or the domain cannot be relied on (5).
    CONTROL_UNRELIABLE(RevocationClocks.URGENT, RevocationReason.SUPERSEDED),
    /// Key or signature do not meet what is asked of them any more (6).
    PARAMETERS_OUTDATED(RevocationClocks.USUAL, RevocationReason.SUPERSEDED),
    MISUSED(RevocationClocks.USUAL, RevocationReason.PRIVILEGE_WITHDRAWN),
    /// The subscriber broke the agreement (8).
    AGREEMENT_BROKEN(RevocationClocks.USUAL, RevocationReason.PRIVILEGE_WITHDRAWN),
    /// The address or domain may not be used by the subscriber any more (9).
    NAME_LOST(RevocationClocks.USUAL, RevocationReason.CESSATION_OF_OPERATION),
    /// What the certificate says has changed, such as the person's organisation (10).
    FACTS_CHANGED(RevocationClocks.USUAL, RevocationReason.AFFILIATION_CHANGED),
    /// It was not issued by the rules (11).
    WRONGLY_ISSUED(RevocationClocks.USUAL, RevocationReason.SUPERSEDED),
    /// What it says is wrong (12).
    FACTS_WRONG(RevocationClocks.USUAL, RevocationReason.PRIVILEGE_WITHDRAWN);

    private final Duration limit;
    private final RevocationReason reason;

    RevocationProblem(Duration limit, RevocationReason reason) {
        this.limit = limit;
        this.reason = reason;
    }

    /// From the report to the revocation, where the report is right.
    public Duration limit() {
        return limit;
    }

    /// What the list says of it.
    public RevocationReason reason() {
        return reason;
    }
}
