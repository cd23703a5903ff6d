package wariin.ra;

import java.security.cert.X509Certificate;
import java.util.List;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.RequestId;

/// What became of a program's request for a certificate.
public sealed interface EnrolmentOutcome {

    /// @param chain from the certificate itself up to the root
    record Issued(RequestId request, X509Certificate certificate, List<X509Certificate> chain)
            implements EnrolmentOutcome {}

    /// People have to act first.
    record Pending(RequestId request) implements EnrolmentOutcome {}

    record Refused(RegistrationRefusal reason) implements EnrolmentOutcome {}
}
