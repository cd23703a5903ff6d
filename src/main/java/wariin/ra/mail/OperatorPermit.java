package wariin.ra.mail;

import java.util.Map;
import java.util.UUID;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.PreparedCertificate;

/// Says that an operator signed what the platform's mail certificates shall say, and that this is one.
final class OperatorPermit extends IssuancePermit {

    OperatorPermit(PreparedCertificate body, UUID agreement) {
        super(body.sha256(), "platform-mail " + agreement, Map.of());
    }
}
