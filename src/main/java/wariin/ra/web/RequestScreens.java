package wariin.ra.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.RevocationReason;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.ra.RequestView;
import wariin.ra.Requests;
import wariin.ra.approval.Approval;
import wariin.ra.delivery.PickUps;
import wariin.ra.desk.Desk;
import wariin.ra.desk.Desks;
import wariin.ra.desk.EvidenceAbout;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.evidence.RequestEvidence;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

/// Puts together what a page shows of one request.
@Component
class RequestScreens {

    /// A request with the words that a person needs.
    ///
    /// @param mine the reader applied for it, or will hold it
    /// @param pickUp how far the pick-up of the key is; null where there is none
    record Screen(
            RequestView view,
            Desk desk,
            boolean mine,
            boolean officer,
            @Nullable String applicant,
            @Nullable String enteredBy,
            List<Seen> evidence,
            List<Signed> approvals,
            PickUps.@Nullable State pickUp,
            @Nullable BodyView body) {

        public CertificateRequest request() {
            return view.request();
        }

        public boolean may(RequestAct act) {
            return view.may(act);
        }

        /// For templates, which have no enums at hand.
        public boolean may(String act) {
            return view.may(RequestAct.valueOf(act.toUpperCase(Locale.ROOT).replace('-', '_')));
        }

        public String state() {
            return request().state().key();
        }

        /// True when the holder still has to collect the key.
        public boolean toPickUp() {
            return request().key() == KeyOrigin.PICK_UP && request().state() == RequestState.APPROVED;
        }

        public boolean certified() {
            return request().state().certified() || request().state() == RequestState.SUSPENDED;
        }

        public List<CheckFinding> blocking() {
            return request().findings().stream().filter(CheckFinding::blocking).toList();
        }

        /// True when a code to the holder's mailbox is what is missing.
        public boolean mailboxMissing() {
            var email = request().registrant().email();
            return email != null
                    && blocking().stream()
                            .anyMatch(one -> one.detail().contains(EvidenceAbout.MAILBOX.key())
                                    || one.detail().contains(email));
        }

        public List<CheckFinding> notes() {
            return request().findings().stream().filter(one -> !one.blocking()).toList();
        }

        public List<EvidenceMethod> methods() {
            return List.of(
                    EvidenceMethod.REGISTRY_EXTRACT,
                    EvidenceMethod.FACE_TO_FACE,
                    EvidenceMethod.EMPLOYER_RECORD,
                    EvidenceMethod.CHIP,
                    EvidenceMethod.SIGNED_APPLICATION);
        }

        public List<RevocationReason> reasons() {
            return RevocationReason.ofRevocation();
        }
    }

    /// A piece of evidence and who verified it.
    record Seen(RequestEvidence evidence, @Nullable String verifier) {}

    /// An approval and whose it is.
    record Signed(Approval approval, String officer) {}

    private final Requests requests;
    private final Desks desks;
    private final Accounts accounts;
    private final PickUps pickUps;

    RequestScreens(Requests requests, Desks desks, Accounts accounts, PickUps pickUps) {
        this.requests = requests;
        this.desks = desks;
        this.accounts = accounts;
        this.pickUps = pickUps;
    }

    Optional<Screen> of(CurrentUser me, RequestId id) {
        return requests.open(me, id).map(view -> screen(me, view));
    }

    private Screen screen(CurrentUser me, RequestView view) {
        var request = view.request();
        var desk = desks.find(request.desk()).orElseThrow();
        return new Screen(
                view,
                desk,
                me.user().id().equals(request.applicant()),
                desks.isOfficer(me, desk.id()),
                name(request.applicant()),
                name(request.enteredBy()),
                view.evidence().stream()
                        .map(one -> new Seen(one, name(one.verifier())))
                        .toList(),
                view.approvals().stream()
                        .map(one -> new Signed(one, String.valueOf(name(one.officer()))))
                        .toList(),
                request.key() == KeyOrigin.PICK_UP ? pickUps.state(request.id()).orElse(null) : null,
                pickUps.body(request.id()).map(BodyView::of).orElse(null));
    }

    private @Nullable String name(@Nullable UserId user) {
        return user == null ? null : accounts.findUser(user).map(User::name).orElse("–");
    }
}
