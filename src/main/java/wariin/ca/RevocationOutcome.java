package wariin.ca;

import java.time.Instant;
import wariin.x509.SerialNumber;

/// What became of a revocation request. Revocation is final: a second request changes nothing.
public sealed interface RevocationOutcome {
    record Revoked(Instant at) implements RevocationOutcome {}

    record AlreadyRevoked(Instant at) implements RevocationOutcome {}

    record Expired(Instant notAfter) implements RevocationOutcome {}

    record UnknownSerial(SerialNumber serial) implements RevocationOutcome {}
}
