package wariin.ca.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.x509.CertificateStatus;
import wariin.x509.SerialNumber;

/// What became of one certificate. Of two changes the one with the higher number is the later one.
///
/// @param revokedAt null where a hold was ended
record StatusChange(
        long number,
        SerialNumber serial,
        String issuer,
        @Nullable Instant revokedAt,
        int reason) {

    CertificateStatus status() {
        return revokedAt == null ? new CertificateStatus.Good() : new CertificateStatus.Revoked(revokedAt, reason);
    }
}
