package wariin.ra.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.ra.RequestView;
import wariin.ra.Requests;
import wariin.ra.approval.Approval;
import wariin.ra.approval.KeptProof;
import wariin.ra.approval.KeptProofs;
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
import wariin.ra.request.StandingApprovalId;

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

        /// How many of the approvals are verified again from what was kept.
        public int verified() {
            return KeptProof.verified(approvals.stream().map(Signed::proof).toList());
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

    /// An approval, verified again, and whose it is.
    record Signed(KeptProof proof, String officer) {

        public Approval approval() {
            return proof.approval();
        }
    }

    private final Requests requests;
    private final Desks desks;
    private final Accounts accounts;
    private final PickUps pickUps;
    private final KeptProofs proofs;

    RequestScreens(Requests requests, Desks desks, Accounts accounts, PickUps pickUps, KeptProofs proofs) {
        this.requests = requests;
        this.desks = desks;
        this.accounts = accounts;
        this.pickUps = pickUps;
        this.proofs = proofs;
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
                view.approvals().isEmpty() ? List.of() : signed(proofs.of(request.id())),
                request.key() == KeyOrigin.PICK_UP ? pickUps.state(request.id()).orElse(null) : null,
                pickUps.body(request.id()).map(BodyView::of).orElse(null));
    }

    /// The signatures under a rule, each verified again.
    List<Signed> signed(StandingApprovalId rule) {
        return signed(proofs.of(rule));
    }

    private List<Signed> signed(List<KeptProof> kept) {
        return kept.stream()
                .map(one -> new Signed(one, String.valueOf(name(one.approval().officer()))))
                .toList();
    }

    private @Nullable String name(@Nullable UserId user) {
        return user == null ? null : accounts.findUser(user).map(User::name).orElse("–");
    }
}
