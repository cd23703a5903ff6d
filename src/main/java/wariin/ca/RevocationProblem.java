package wariin.ca;

import java.time.Duration;

/// What is reported to be wrong with a certificate, and how long there is to end it (S/MIME BR, 4.9.1.1).
public enum RevocationProblem {
    /// The subscriber asks for it in writing (1).
    ASKED_BY_SUBSCRIBER(Duration.ofHours(24), RevocationReason.UNSPECIFIED),
    /// The subscriber never authorized the request (2).
    NEVER_AUTHORIZED(Duration.ofHours(24), RevocationReason.PRIVILEGE_WITHDRAWN),
    /// The private key is known to others (3).
    KEY_COMPROMISED(Duration.ofHours(24), RevocationReason.KEY_COMPROMISE),
    /// There is a way to compute the private key from the public one (4).
    KEY_WEAK(Duration.ofHours(24), RevocationReason.KEY_COMPROMISE),
    /// The check that somebody controls the address or the domain cannot be relied on (5).
    CONTROL_UNRELIABLE(Duration.ofHours(24), RevocationReason.SUPERSEDED),
    /// Key or signature do not meet what is asked of them any more (6).
    PARAMETERS_OUTDATED(Duration.ofDays(5), RevocationReason.SUPERSEDED),
    MISUSED(Duration.ofDays(5), RevocationReason.PRIVILEGE_WITHDRAWN),
    /// The subscriber broke the agreement (8).
    AGREEMENT_BROKEN(Duration.ofDays(5), RevocationReason.PRIVILEGE_WITHDRAWN),
    /// The address or domain may not be used by the subscriber any more (9).
    NAME_LOST(Duration.ofDays(5), RevocationReason.CESSATION_OF_OPERATION),
    /// What the certificate says has changed, such as the person's organisation (10).
    FACTS_CHANGED(Duration.ofDays(5), RevocationReason.AFFILIATION_CHANGED),
    /// It was not issued by the rules (11).
    WRONGLY_ISSUED(Duration.ofDays(5), RevocationReason.SUPERSEDED),
    /// What it says is wrong (12).
    FACTS_WRONG(Duration.ofDays(5), RevocationReason.PRIVILEGE_WITHDRAWN);

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
