package wariin.ra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.NotIssued;
import wariin.ca.application.PermittedCertificate;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.ra.approval.Approval;
import wariin.ra.approval.Ballots;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DomainName;
import wariin.ra.evidence.CompanyChecks;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.refusal.RefusalLog;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.CheckFailed;
import wariin.ra.refusal.RegistrationRefusal.LimitExceeded;
import wariin.ra.refusal.RegistrationRefusal.OutsideDomain;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.KeyPart;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestKind;
import wariin.ra.request.RequestState;
import wariin.ra.request.Sha256;
import wariin.ra.request.StandingApprovalId;
import wariin.ra.request.StoredRequest;
import wariin.x509.CertificateProfile;

/// Issues to programs under a rule that officers signed: the same scope, clocks and linter, only the approval came
/// beforehand.
@Component
class Enrolling {

    /// What a rule is asked with.
    @Component
    record Rules(StandingApprovals rules, Ballots approvals, DeskAccess desks, CompanyChecks companies) {}

    /// What comes near keys.
    @Component
    record Keys(Bodies bodies, RequestIssuance issuance, CertificationAuthority authority) {}

    private final RequestSteps.Records records;
    private final Rules rules;
    private final IssuanceRegister waiting;
    private final Keys keys;
    private final Applying.DeskWork work;
    private final RefusalLog refusals;

    Enrolling(
            RequestSteps.Records records,
            Rules rules,
            IssuanceRegister waiting,
            Keys keys,
            Applying.DeskWork work,
            RefusalLog refusals) {
        this.records = records;
        this.rules = rules;
        this.waiting = waiting;
        this.keys = keys;
        this.work = work;
        this.refusals = refusals;
    }

    EnrolmentOutcome enrol(StandingApprovalId basis, Enrolment enrolment, String via, String requester) {
        // 1. Decide: the rule, the scope as it is now, the company, the key.
        var rule = rules.rules().find(basis);
        if (rule.isEmpty()) return refused(basis, via, requester, Plain.STANDING_APPROVAL_UNKNOWN);
        var desk = rules.desks().find(rule.get().desk()).orElseThrow();
        records.transactions().executeWithoutResult(_ -> rules.desks().dismissLeavers(desk.id()));
        var refusal = against(desk, rules.rules().find(basis).orElseThrow(), enrolment);
        if (refusal.isPresent()) return refused(basis, via, requester, refusal.get());

        // 2. The body, linted; outside any transaction.
        var item = item(desk, rule.get(), enrolment);
        if (records.requests().keyOfAnother(item.publicKey(), item.origin())) {
            return refused(basis, via, requester, Plain.KEY_USED_BEFORE);
        }
        // Asked again while the first one waits: a program that is patient fills no desk.
        var open = waiting.openOfKey(basis, item.publicKey())
                .flatMap(records.requests()::find)
                .filter(first ->
                        first.request().registrant().equals(item.request().registrant()));
        if (open.isPresent()) return new EnrolmentOutcome.Pending(open.get().id());
        return switch (keys.bodies().bodyFor(desk, item, enrolment.key())) {
            case PreparedOutcome.Unfit(var findings) ->
                refused(basis, via, requester, new RegistrationRefusal.Unfit(findings));
            case PreparedOutcome.Prepared(var body) -> issue(basis, item, body, via, requester);
        };
    }

    private Optional<RegistrationRefusal> against(Desk desk, StandingApproval rule, Enrolment enrolment) {
        if (!desk.active()) return Optional.of(Plain.DESK_CLOSED);
        if (rule.revokedAt() != null) return Optional.of(Plain.STANDING_APPROVAL_REVOKED);
        if (!now().isBefore(rule.until())) return Optional.of(Plain.STANDING_APPROVAL_EXPIRED);
        if (rule.approvals() < rule.approvalsNeeded()) return Optional.of(Plain.STANDING_APPROVAL_INCOMPLETE);
        if (rule.used() >= rule.largest()) return Optional.of(new LimitExceeded(rule.largest()));
        if (!rule.profile().equals(enrolment.profile())) return Optional.of(Plain.OUTSIDE_STANDING_APPROVAL);
        var registrant = enrolment.registrant();
        if (rule.organisation() == null
                || !rule.organisation().equals(registrant.organisation())
                || !rule.organisationName().equals(registrant.organisationName())) {
            return Optional.of(Plain.OUTSIDE_STANDING_APPROVAL);
        }
        var profile = CertificateProfile.of(rule.profile());
        var bad = DraftRules.problem(profile, DraftRules.canonical(profile, registrant));
        if (bad.isPresent()) return bad;
        return names(desk, rule, registrant).or(() -> companies(registrant));
    }

    /// Each name must lie in the rule, and the rule's domains in the scope as it is now.
    private static Optional<RegistrationRefusal> names(Desk desk, StandingApproval rule, Registrant registrant) {
        var hosts = new ArrayList<>(registrant.dnsNames());
        var email = registrant.email();
        if (email != null) hosts.add(email.substring(email.lastIndexOf('@') + 1));
        for (var host : hosts) {
            var domain = DomainName.read(host);
            if (domain.isEmpty() || !desk.scope().covers(domain.get())) return Optional.of(new OutsideDomain(host));
            if (rule.domains().stream().noneMatch(domain.get()::within)) {
                return Optional.of(Plain.OUTSIDE_STANDING_APPROVAL);
            }
        }
        return StandingApprovals.outside(
                desk, rule.profile(), rule.organisation(), rule.organisationName(), rule.domains());
    }

    private Optional<RegistrationRefusal> companies(Registrant registrant) {
        return rules.companies().findings(registrant, false).stream()
                .filter(CheckFinding::blocking)
                .filter(finding -> finding.code() != CheckFinding.Code.COMPANY_NAME_DIFFERS)
                .findFirst()
                .map(CheckFailed::new);
    }

    private StoredRequest item(Desk desk, StandingApproval rule, Enrolment enrolment) {
        var key = enrolment.key().getEncoded();
        var profile = CertificateProfile.of(rule.profile());
        var id = RequestId.random();
        var request = new CertificateRequest(
                id,
                desk.id(),
                RequestKind.ENROLMENT,
                enrolment.profile(),
                DraftRules.canonical(profile, enrolment.registrant()),
                KeyOrigin.REQUEST,
                enrolment.validity(),
                RequestState.SUBMITTED,
                null,
                null,
                0,
                0,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                "",
                now(),
                now(),
                null);
        var origin = waiting.originOfKey(rule.id(), key).orElse(id);
        return new StoredRequest(request, origin, null, key, null, null, 0, null, null, rule.id());
    }

    private EnrolmentOutcome issue(
            StandingApprovalId basis, StoredRequest item, PreparedCertificate body, String via, String requester) {
        // 3. The intent: counted, written and recorded together. Who revokes the rule now is too late for this one.
        var refusal = records.transactions().execute(_ -> intend(basis, item, body, via, requester));
        if (refusal.isPresent()) return refused(basis, via, requester, refusal.get());

        // 4. The key, then the result.
        var officers = rules.approvals().of(basis).stream()
                .filter(Approval::counts)
                .map(Approval::officer)
                .map(UserId::toString)
                .collect(Collectors.joining(" "));
        var permit = OfficersPermit.ofRule(basis, item.id(), body.sha256(), officers);
        try {
            keys.authority().issueAll(List.of(new PermittedCertificate(body, permit)));
        } catch (NotIssued _) {
            // The intent stands: a round issues it when the key is back, or brings it before the officers.
            return new EnrolmentOutcome.Pending(item.id());
        }
        keys.issuance().finish(List.of(records.requests().find(item.id()).orElseThrow()));
        return keys.issuance().issued(item.id());
    }

    private Optional<RegistrationRefusal> intend(
            StandingApprovalId basis, StoredRequest item, PreparedCertificate body, String via, String requester) {
        var spent = rules.rules().use(basis);
        if (spent.isPresent()) return spent;
        records.requests().add(item.request(), item.origin(), new KeyPart(null, item.publicKey()), basis);
        records.requests().putBody(item.id(), body.sha256(), body, now());
        waiting.approveByRule(item.id(), now());
        var facts = Map.of(
                "standing", basis.toString(),
                "via", via,
                "profile", item.request().profile(),
                "body", Sha256.hex(body.sha256()));
        work.journal().append(new Act("registration-enrol", item.id().toString(), requester, facts));
        return Optional.empty();
    }

    private EnrolmentOutcome refused(
            StandingApprovalId basis, String via, String requester, RegistrationRefusal reason) {
        refusals.note(basis.toString(), requester, "enrol-" + via, reason);
        return new EnrolmentOutcome.Refused(reason);
    }

    private Instant now() {
        return work.clock().instant();
    }
}
