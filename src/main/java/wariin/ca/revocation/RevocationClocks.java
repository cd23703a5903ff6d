package wariin.ca.revocation;

import java.time.Duration;

/// How long there is after a problem with a certificate was reported (S/MIME BR, 4.9.1.1 and 4.9.5).
public final class RevocationClocks {
    /// To revoke, where the key or the right to the certificate is in doubt.
    public static final Duration URGENT = Duration.ofHours(24);

    /// To revoke for every other reason.
    public static final Duration USUAL = Duration.ofDays(5);

    /// To tell whoever reported it what was found first.
    public static final Duration FIRST_ANSWER = Duration.ofHours(24);

    private RevocationClocks() {}
}
