package wariin.ra;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.Proof;
import wariin.identity.Role;
import wariin.ra.approval.Ballots;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestActor;
import wariin.ra.request.RequestStanding;
import wariin.ra.request.RequestState;
import wariin.ra.request.StoredRequest;

/// In which capacities a person meets a request. Somebody with none may not know that it exists.
@Component
class RequestAccess {

    /// What is asked once for many requests.
    final class Looking {
        private final Acting who;
        private final Map<DeskId, Boolean> officer = new HashMap<>();
        private final Map<DeskId, Desk> desks = new HashMap<>();

        private Looking(Acting who) {
            this.who = who;
        }

        RequestStanding standing(StoredRequest item) {
            var desk = desks.computeIfAbsent(
                    item.request().desk(), id -> access.find(id).orElseThrow());
            var me = who.person();
            if (me == null) {
                // The platform itself, a program, or whoever reads a mailbox.
                return new RequestStanding(EnumSet.of(who.capacity()), false, false, false, desk.active());
            }
            var isOfficer = officer.computeIfAbsent(desk.id(), id -> access.isOfficer(me, id));
            return RequestAccess.this.standing(item, me, desk, isOfficer);
        }
    }

    private final DeskAccess access;
    private final Ballots approvals;
    private final Accounts accounts;

    RequestAccess(DeskAccess access, Ballots approvals, Accounts accounts) {
        this.access = access;
        this.approvals = approvals;
        this.accounts = accounts;
    }

    Looking looking(CurrentUser me) {
        return looking(Acting.as(me));
    }

    Looking looking(Acting who) {
        return new Looking(who);
    }

    /// Empty when the request is not for this person.
    Optional<RequestStanding> standing(StoredRequest item, CurrentUser me) {
        return Optional.of(looking(me).standing(item))
                .filter(standing -> !standing.actors().isEmpty());
    }

    private RequestStanding standing(StoredRequest item, CurrentUser me, Desk desk, boolean officer) {
        var request = item.request();
        var actors = EnumSet.noneOf(RequestActor.class);
        var id = me.user().id();
        var holder = id.equals(request.applicant()) || sameAddress(me, request.registrant());
        var entered = id.equals(request.enteredBy());
        if (me.guest()) return new RequestStanding(actors, holder, entered, false, desk.active());
        if (holder || entered && officer) actors.add(RequestActor.APPLICANT);
        if (officer) actors.add(RequestActor.OFFICER);
        if (administrates(me, desk, request.registrant())) actors.add(RequestActor.ADMINISTRATOR);
        if (me.operator()) actors.add(RequestActor.OPERATOR);
        var approved = officer
                && request.state() == RequestState.CHECKED
                && approvals.approved(item.id(), item.bodyNumber(), id);
        return new RequestStanding(actors, holder, entered, approved, desk.active());
    }

    /// The number of an organisation is what its people said. It counts where the operator confirmed it, or opened a
    /// desk for this organisation with evidence of the number.
    private boolean administrates(CurrentUser me, Desk desk, Registrant registrant) {
        var number = me.organisation().number();
        if (number == null || !number.equals(registrant.organisation()) || !me.may(Role.ADMINISTRATOR)) return false;
        var organisation = me.organisation().id();
        if (organisation.equals(desk.organisation()) && desk.scope().covers(number)) return true;
        return accounts.proofsOf(me.user().id(), organisation).stream()
                .anyMatch(proof -> proof.kind() == Proof.Kind.ORGANISATION_CONFIRMED);
    }

    /// Addresses of accounts are confirmed, so whoever has the account reads mail there.
    private static boolean sameAddress(CurrentUser me, Registrant registrant) {
        return registrant.email() != null
                && registrant
                        .email()
                        .toLowerCase(Locale.ROOT)
                        .equals(me.user().email().toLowerCase(Locale.ROOT));
    }
}
