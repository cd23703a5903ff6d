package wariin.ra;

import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.CertificateRequest;

/// What became of an act on a request. A request that is not for the caller is as unknown as one that does not exist.
public sealed interface RequestOutcome {

    record Done(CertificateRequest now) implements RequestOutcome {}

    /// Nothing was written but the log entry of the refusal.
    record Refused(RegistrationRefusal reason) implements RequestOutcome {}

    record Unknown() implements RequestOutcome {}
}
