package wariin.ca.revocation;

import java.time.Instant;
import wariin.x509.SerialNumber;

/// What became of a request to change a certificate's status. Revocation is final: a second request changes nothing.
public sealed interface RevocationOutcome {
    record Revoked(Instant at) implements RevocationOutcome {}

    record AlreadyRevoked(Instant at) implements RevocationOutcome {}

    /// On hold from now on: neither good nor lost.
    record Suspended(Instant at) implements RevocationOutcome {}

    record AlreadySuspended(Instant at) implements RevocationOutcome {}

    /// Good again; the lists forget the hold.
    record Reinstated(Instant at) implements RevocationOutcome {}

    record NotSuspended() implements RevocationOutcome {}

    /// Certificates of this profile are never put on hold, or never revoked at all.
    record NotInProfile(String profile) implements RevocationOutcome {}

    record Expired(Instant notAfter) implements RevocationOutcome {}

    record UnknownSerial(SerialNumber serial) implements RevocationOutcome {}
}
