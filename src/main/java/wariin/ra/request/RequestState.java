package wariin.ra.request;

import java.util.Locale;

/// Where a request stands.
public enum RequestState {
    DRAFT,
    SUBMITTED,
    /// Sent back to the applicant with a question.
    QUESTIONED,
    /// The machine checks passed and the body is made; officers may sign.
    CHECKED,
    APPROVED,
    ISSUED,
    DELIVERED,
    SUSPENDED,
    REVOKED,
    REFUSED,
    WITHDRAWN;

    /// True when nothing more can be done to it.
    public boolean ended() {
        return this == REVOKED || this == REFUSED || this == WITHDRAWN;
    }

    /// True when there is a certificate that somebody can use.
    public boolean certified() {
        return this == ISSUED || this == DELIVERED;
    }

    /// As it stands in the keys of texts.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
