package wariin.ca.issuance;

import java.time.Instant;
import wariin.x509.SerialNumber;

/// What will be, or was, signed.
///
/// @param own whether it is for an authority, unit or responder of this platform
public record Intent(
        SerialNumber serial,
        boolean own,
        String issuer,
        String profile,
        String holder,
        byte[] subjectKey,
        byte[] toBeSigned,
        Instant notBefore,
        Instant notAfter) {}
