package wariin.ra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.identity.OrganisationId;
import wariin.x509.SerialNumber;

/// Requests as people look at them: their own, and those of the desks where they are officers.
@Service
public class Requests {

    /// Empty when there is none or it is not for this person.
    public Optional<RequestView> open(CurrentUser me, RequestId id) {
        throw new UnsupportedOperationException();
    }

    /// The person's own requests and certificates, newest first.
    public List<CertificateRequest> mine(CurrentUser me) {
        throw new UnsupportedOperationException();
    }

    /// Requests of a desk in these states, those first that are due first; empty for somebody who is no officer of it.
    ///
    /// @param search part of a name or an address; empty for all
    public List<CertificateRequest> atDesk(
            CurrentUser me, DeskId desk, Set<RequestState> states, String search, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Requests that this officer could sign now.
    public List<CertificateRequest> toApprove(CurrentUser me, DeskId desk, int limit) {
        throw new UnsupportedOperationException();
    }

    /// The certificates that name the administrator's own organisation, newest first; empty for others.
    public List<CertificateRequest> ofOrganisation(CurrentUser me, OrganisationId organisation) {
        throw new UnsupportedOperationException();
    }

    /// The request that a certificate was issued for; for rooms that have authenticated their caller.
    public Optional<CertificateRequest> withSerial(SerialNumber serial) {
        throw new UnsupportedOperationException();
    }

    /// For rooms that have authenticated their caller.
    public Optional<CertificateRequest> find(RequestId id) {
        throw new UnsupportedOperationException();
    }

    public DeskCounts counts(DeskId desk) {
        throw new UnsupportedOperationException();
    }
}
