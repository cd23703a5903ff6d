package wariin.ra;

import java.util.Map;
import wariin.ca.application.IssuancePermit;
import wariin.ra.request.RequestId;
import wariin.ra.request.Sha256;
import wariin.ra.request.StandingApprovalId;
import wariin.ra.request.StoredRequest;

/// That officers signed for this body: the one thing for which the authority issues to holders. Made only where their
/// signatures were counted.
final class OfficersPermit extends IssuancePermit {

    private OfficersPermit(byte[] toBeSignedSha256, String basis, Map<String, String> facts) {
        super(toBeSignedSha256, basis, facts);
    }

    /// @param officers whose signatures counted
    static OfficersPermit ofRequest(StoredRequest item, byte[] body, String officers) {
        var signed = item.bodySha256() == null ? new byte[0] : item.bodySha256();
        return new OfficersPermit(
                body, "request " + item.id(), Map.of("officers", officers, "signed", Sha256.hex(signed)));
    }

    static OfficersPermit ofRule(StandingApprovalId rule, RequestId request, byte[] body, String officers) {
        return new OfficersPermit(
                body, "standing approval " + rule, Map.of("officers", officers, "request", request.toString()));
    }
}
