package wariin.ra;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.company.CorporateNumber;
import wariin.identity.CurrentUser;

/// Rules under which programs get certificates: each signed by as many officers as the desk needs, revocable at once.
@Service
public class StandingApprovals {

    /// What a rule shall say.
    ///
    /// @param domains mail domains or DNS suffixes
    /// @param largest how many certificates in all
    public record Rule(
            String name,
            String profile,
            @Nullable CorporateNumber organisation,
            String organisationName,
            Set<String> domains,
            int largest,
            Instant until) {}

    /// What became of an act on a standing approval.
    public sealed interface Outcome {
        record Done(StandingApproval now) implements Outcome {}

        record Refused(RegistrationRefusal reason) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /// Proposes a rule; it counts for nothing until officers have signed it.
    public Outcome propose(CurrentUser officer, DeskId desk, Rule rule) {
        throw new UnsupportedOperationException();
    }

    public Optional<ApprovalBallot> ballot(CurrentUser officer, StandingApprovalId id) {
        throw new UnsupportedOperationException();
    }

    public Outcome approve(CurrentUser officer, StandingApprovalId id, String sha256, ApprovalProof proof) {
        throw new UnsupportedOperationException();
    }

    /// At once and for ever; any officer of the desk, or the operator.
    public Outcome revoke(CurrentUser officer, StandingApprovalId id) {
        throw new UnsupportedOperationException();
    }

    /// For officers of the desk; newest first.
    public List<StandingApproval> of(CurrentUser officer, DeskId desk) {
        throw new UnsupportedOperationException();
    }

    /// For rooms that have authenticated their caller.
    public Optional<StandingApproval> find(StandingApprovalId id) {
        throw new UnsupportedOperationException();
    }

    public List<Approval> approvals(CurrentUser officer, StandingApprovalId id) {
        throw new UnsupportedOperationException();
    }
}
