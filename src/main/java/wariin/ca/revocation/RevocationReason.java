package wariin.ca.revocation;

import java.util.Arrays;
import java.util.List;

/// Why a certificate was revoked or is on hold (RFC 5280, 5.3.1).
public enum RevocationReason {
    UNSPECIFIED(0),
    KEY_COMPROMISE(1),
    AFFILIATION_CHANGED(3),
    SUPERSEDED(4),
    CESSATION_OF_OPERATION(5),
    /// Suspended; the only one that can be taken back, and no reason of a revocation.
    CERTIFICATE_HOLD(6),
    PRIVILEGE_WITHDRAWN(9);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /// Those that a revocation can have.
    public static List<RevocationReason> ofRevocation() {
        return Arrays.stream(values())
                .filter(reason -> reason != CERTIFICATE_HOLD)
                .toList();
    }

    int code() {
        return code;
    }

    static RevocationReason of(int code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No reason has the code " + code));
    }
}
