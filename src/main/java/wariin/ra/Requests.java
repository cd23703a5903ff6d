package wariin.ra;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.identity.OrganisationId;
import wariin.identity.Role;
import wariin.ra.approval.Ballots;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.evidence.EvidenceFiles;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.RequestActor;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.RequestTransitions;
import wariin.ra.request.StoredRequest;
import wariin.site.Dates;
import wariin.x509.SerialNumber;

/// Requests as people look at them: their own, and those of the desks where they are officers.
@Service
public class Requests {

    private static final int MOST = 500;
    private static final Duration SOON = Duration.ofDays(30);

    /// What lists are read from.
    @org.springframework.stereotype.Component
    record Lists(RequestSearchRegister search, IssuanceRegister waiting, EvidenceFiles evidence, Ballots approvals) {}

    private final RequestSteps.Records records;
    private final Lists lists;
    private final DeskAccess desks;
    private final Approving approving;
    private final Dates dates;
    private final Clock clock;

    Requests(
            RequestSteps.Records records,
            Lists lists,
            DeskAccess desks,
            Approving approving,
            Dates dates,
            Clock clock) {
        this.records = records;
        this.lists = lists;
        this.desks = desks;
        this.approving = approving;
        this.dates = dates;
        this.clock = clock;
    }

    /// Empty when there is none or it is not for this person.
    public Optional<RequestView> open(CurrentUser me, RequestId id) {
        var found = records.requests().find(id);
        var standing = found.flatMap(item -> records.access().standing(item, me));
        if (found.isEmpty() || standing.isEmpty()) return Optional.empty();
        var item = found.get();
        var inside = standing.get().actors().contains(RequestActor.OFFICER)
                || standing.get().actors().contains(RequestActor.OPERATOR);
        return Optional.of(new RequestView(
                item.request(),
                RequestTransitions.allowed(item.state(), standing.get()),
                lists.evidence().about(item),
                inside ? lists.approvals().of(id) : List.of()));
    }

    /// The person's own requests and certificates, newest first.
    public List<CertificateRequest> mine(CurrentUser me) {
        if (me.guest()) return List.of();
        return plain(lists.search().ofPerson(me.user().id(), me.user().email().toLowerCase(Locale.ROOT), MOST));
    }

    /// Requests of a desk in these states, those first that are due first; empty for somebody who is no officer of it.
    ///
    /// @param search part of a name or an address; empty for all
    public List<CertificateRequest> atDesk(
            CurrentUser me, DeskId desk, Set<RequestState> states, String search, int offset, int limit) {
        if (!desks.isOfficer(me, desk)) return List.of();
        var words = search.strip();
        if (words.length() > 200 || words.indexOf('\u0000') >= 0) return List.of();
        return plain(lists.search().atDesk(desk, states, words, Math.max(0, offset), Math.clamp(limit, 1, MOST)));
    }

    /// Requests that this officer could sign now.
    public List<CertificateRequest> toApprove(CurrentUser me, DeskId desk, int limit) {
        if (!desks.isOfficer(me, desk)) return List.of();
        var checked = lists.search().checked(desk, Math.clamp(limit, 1, Approving.MOST_AT_ONCE));
        return plain(approving.possible(me, checked, false));
    }

    /// The certificates that name the administrator's own organisation, newest first; empty for others.
    public List<CertificateRequest> ofOrganisation(CurrentUser me, OrganisationId organisation) {
        var number = me.organisation().number();
        if (!me.organisation().id().equals(organisation) || number == null || !me.may(Role.ADMINISTRATOR)) {
            return List.of();
        }
        // Anybody can claim a number: whose it is, the same question decides as before a revocation.
        var looking = records.access().looking(me);
        return plain(lists.search().ofOrganisation(number, MOST).stream()
                .filter(item -> looking.standing(item).actors().contains(RequestActor.ADMINISTRATOR))
                .toList());
    }

    /// The request that a certificate was issued for; for rooms that have authenticated their caller.
    public Optional<CertificateRequest> withSerial(SerialNumber serial) {
        return lists.waiting().withSerial(serial).flatMap(this::find);
    }

    /// For rooms that have authenticated their caller.
    public Optional<CertificateRequest> find(RequestId id) {
        return records.requests().find(id).map(StoredRequest::request);
    }

    public DeskCounts counts(DeskId desk) {
        var now = clock.instant();
        return new DeskCounts(
                lists.search().counts(desk),
                lists.search().overdue(desk, now.atZone(dates.zone()).toLocalDate()),
                lists.search().endingSoon(desk, now, now.plus(SOON)));
    }

    private static List<CertificateRequest> plain(Collection<StoredRequest> items) {
        return items.stream().map(StoredRequest::request).toList();
    }
}
