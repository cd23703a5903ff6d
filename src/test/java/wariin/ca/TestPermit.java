package wariin.ca;

import java.util.Map;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.PreparedCertificate;

/// Allows what a test wants to be issued.
public final class TestPermit extends IssuancePermit {
    public TestPermit(PreparedCertificate certificate) {
        super(certificate.sha256(), "test", Map.of("why", "a test"));
    }
}
