package wariin.enrolment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.ra.desk.DeskId;
import wariin.x509.SerialNumber;

/// Which program got a certificate; its status is the certification authority's to say.
///
/// @param account the ACME account, if it was one
public record ProgramCertificate(
        SerialNumber serial,
        String key,
        DeskId desk,
        Protocol protocol,
        @Nullable String account,
        Instant issuedAt) {}
