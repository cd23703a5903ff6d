package wariin.ra;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.identity.OrganisationId;
import wariin.identity.UserId;

/// Desks, their officers and what they may register for. Every change of a scope is the platform's own desk's, with
/// evidence.
@Service
public class Desks {

    /// What became of a change.
    public enum Change {
        DONE,
        NOT_ALLOWED,
        UNKNOWN,
        ALREADY_THERE,
        NOT_A_NAME,
        /// No domain, a public suffix, no corporate number, or no profile for holders.
        NOT_A_VALUE,
        EVIDENCE_MISSING,
        NOT_A_MEMBER
    }

    /// The platform's own desk; it exists from the first start on.
    public Desk platform() {
        throw new UnsupportedOperationException();
    }

    public Optional<Desk> find(DeskId id) {
        throw new UnsupportedOperationException();
    }

    /// All desks, for the operator; empty for others.
    public List<Desk> all(CurrentUser me) {
        throw new UnsupportedOperationException();
    }

    /// Desks at which this person is an officer now.
    public List<Desk> ofOfficer(CurrentUser me) {
        throw new UnsupportedOperationException();
    }

    /// Where this person may apply: the desk of their organisation, and the platform's.
    public List<Desk> forApplicant(CurrentUser me) {
        throw new UnsupportedOperationException();
    }

    /// True for an officer in office, at an active desk or not.
    public boolean isOfficer(CurrentUser me, DeskId desk) {
        throw new UnsupportedOperationException();
    }

    /// Opens a desk for an organisation; the operator only.
    public Optional<Desk> open(CurrentUser operator, OrganisationId organisation, String name, int approvalsNeeded) {
        throw new UnsupportedOperationException();
    }

    /// Closes or reopens it; the operator only. A closed desk registers nobody and can still revoke.
    public Change activate(CurrentUser operator, DeskId desk, boolean active) {
        throw new UnsupportedOperationException();
    }

    public Change needApprovals(CurrentUser operator, DeskId desk, int approvals) {
        throw new UnsupportedOperationException();
    }

    /// By an administrator of the desk's organisation for its own people, or by the operator for anybody.
    public Change appoint(CurrentUser actor, DeskId desk, UserId officer) {
        throw new UnsupportedOperationException();
    }

    public Change remove(CurrentUser actor, DeskId desk, UserId officer) {
        throw new UnsupportedOperationException();
    }

    /// For officers of the desk, its administrators and the operator.
    public List<Officer> officers(CurrentUser me, DeskId desk) {
        throw new UnsupportedOperationException();
    }

    /// Everything in the scope with its evidence, also what is too old; for those who may see the officers.
    public List<ScopeItem> scope(CurrentUser me, DeskId desk) {
        throw new UnsupportedOperationException();
    }

    /// Brings an organisation, a domain or a profile into the scope of a desk, or renews its evidence. Only an officer
    /// of the platform's own desk who is no officer of that one.
    ///
    /// @param method how it was verified and where that can be seen; empty only for a profile
    public Change widen(CurrentUser officer, DeskId desk, ScopeItem.Kind kind, String value, String method) {
        throw new UnsupportedOperationException();
    }

    public Change narrow(CurrentUser officer, DeskId desk, UUID item) {
        throw new UnsupportedOperationException();
    }
}
