package wariin.ra;

import java.util.List;
import java.util.Set;
import wariin.ra.approval.Approval;
import wariin.ra.evidence.RequestEvidence;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.RequestAct;

/// A request as one person may see it.
///
/// @param acts what the person may do now
/// @param approvals the officers' signatures; empty for those who are not of the desk
public record RequestView(
        CertificateRequest request, Set<RequestAct> acts, List<RequestEvidence> evidence, List<Approval> approvals) {

    public boolean may(RequestAct act) {
        return acts.contains(act);
    }
}
