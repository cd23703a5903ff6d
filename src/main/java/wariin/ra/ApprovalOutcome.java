package wariin.ra;

import java.util.List;
import java.util.Map;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.RequestId;

/// What became of an approval of one or many requests.
public sealed interface ApprovalOutcome {

    /// @param issued those whose last approval this was and that have a certificate now
    /// @param waiting those that wait for further officers, or for their holder to pick up the key
    /// @param refused those that changed meanwhile; the others are approved all the same
    record Approved(List<RequestId> issued, List<RequestId> waiting, Map<RequestId, RegistrationRefusal> refused)
            implements ApprovalOutcome {}

    /// Nothing was written but the log entry of the refusal.
    record Refused(RegistrationRefusal reason) implements ApprovalOutcome {}

    record Unknown() implements ApprovalOutcome {}
}
