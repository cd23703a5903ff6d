package wariin.signing;

import java.util.Map;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.authority.AssuranceLevel;

/// Lets a one-shot certificate be issued to somebody who is logged in, at the level whose checks were done.
final class SigningPermit extends IssuancePermit {
    SigningPermit(PreparedCertificate certificate, CredentialId credential, AssuranceLevel level) {
        super(
                certificate.sha256(),
                "remote signature",
                Map.of("credential", credential.toString(), "level", level.name()));
    }
}
