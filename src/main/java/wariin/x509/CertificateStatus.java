package wariin.x509;

import java.time.Instant;

/// What a responder says of a certificate (RFC 6960, 2.2). What it never issued is unknown, never good.
public sealed interface CertificateStatus {
    record Good() implements CertificateStatus {}

    /// The reason is a CRLReason; 0 is left out.
    record Revoked(Instant at, int reason) implements CertificateStatus {}

    record Unknown() implements CertificateStatus {}
}
