package wariin.ra.approval;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;
import wariin.ra.desk.DeskId;
import wariin.ra.request.StandingApprovalId;

/// A rule under which programs get certificates without a further approval, signed by the officers of a desk.
///
/// @param organisation whose name the certificates carry; null for none
/// @param domains mail domains or DNS suffixes that names may have, all within the desk's scope
/// @param largest how many certificates in all
/// @param used how many so far
/// @param approvals how many officers have signed it
public record StandingApproval(
        StandingApprovalId id,
        DeskId desk,
        String name,
        String profile,
        @Nullable CorporateNumber organisation,
        String organisationName,
        Set<String> domains,
        int largest,
        int used,
        Instant until,
        int approvals,
        int approvalsNeeded,
        @Nullable Instant revokedAt,
        Instant createdAt) {

    /// True when enough officers signed, nobody revoked it, and neither time nor number has run out.
    public boolean inForce(Instant now) {
        return approvals >= approvalsNeeded && revokedAt == null && now.isBefore(until) && used < largest;
    }
}
