package wariin.ra;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.PermittedCertificate;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.UserId;
import wariin.ra.approval.Approval;
import wariin.ra.approval.Ballots;
import wariin.ra.desk.DeskAccess;
import wariin.ra.evidence.Fitness;
import wariin.ra.notice.RegistrationMails;
import wariin.ra.refusal.RefusalLog;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestKind;
import wariin.ra.request.RequestState;
import wariin.ra.request.StoredRequest;

/// Issues what officers approved: intent, key, result. A crash leaves the intent, and the sweep finishes it.
@Component
class RequestIssuance {

    /// What is needed beside the authority.
    @Component
    record Parts(Bodies bodies, Approving approving, Fitness fitness, DeskAccess desks, Ballots approvals) {}

    private static final Logger log = LoggerFactory.getLogger(RequestIssuance.class);
    private static final int CHUNK = 200;

    private final RequestSteps.Records records;
    private final RequestSteps steps;
    private final CertificationAuthority authority;
    private final Parts parts;
    private final RefusalLog refusals;
    private final RegistrationMails mails;

    RequestIssuance(
            RequestSteps.Records records,
            RequestSteps steps,
            CertificationAuthority authority,
            Parts parts,
            RefusalLog refusals,
            RegistrationMails mails) {
        this.records = records;
        this.steps = steps;
        this.authority = authority;
        this.parts = parts;
        this.refusals = refusals;
        this.mails = mails;
    }

    /// Gives those that have a certificate now. What may not be issued any more goes back to the checks.
    List<RequestId> issueAll(Collection<RequestId> ids) {
        var issued = new ArrayList<RequestId>();
        var all = List.copyOf(ids);
        for (var from = 0; from < all.size(); from += CHUNK) {
            issued.addAll(chunk(all.subList(from, Math.min(from + CHUNK, all.size()))));
        }
        return issued;
    }

    private List<RequestId> chunk(List<RequestId> ids) {
        // 1. The intent: what is fit at this moment will be issued, whatever follows.
        var against = new HashMap<RequestId, RegistrationRefusal>();
        var begun = records.transactions().execute(_ -> begin(ids, against));
        against.forEach(this::back);
        if (begun.isEmpty()) return List.of();

        // 2. The key. The authority signs nothing but the bodies that the permits name.
        var permitted = new ArrayList<PermittedCertificate>();
        for (var item : begun) {
            permitted.add(new PermittedCertificate(item.body(), permit(item)));
        }
        authority.issueAll(permitted);

        // 3. The result.
        return finish(begun);
    }

    private List<StoredRequest> begin(List<RequestId> ids, Map<RequestId, RegistrationRefusal> against) {
        var fit = new ArrayList<StoredRequest>();
        var asking = parts.fitness().asking();
        // Signatures of those who left since count no more: seen to before they are counted.
        records.requests().find(ids).stream()
                .map(item -> item.request().desk())
                .distinct()
                .forEach(parts.desks()::dismissLeavers);
        for (var item : records.requests().findForUpdate(ids)) {
            if (item.state() != RequestState.APPROVED || item.body() == null) continue;
            var refusal = item.begunAt() == null ? unfit(item, asking) : Optional.<RegistrationRefusal>empty();
            if (refusal.isPresent()) against.put(item.id(), refusal.get());
            else fit.add(item);
        }
        records.requests().begin(fit.stream().map(StoredRequest::id).toList(), mails.now());
        return fit;
    }

    /// Desk, officers, age, scope and evidence, asked for the last time.
    private Optional<RegistrationRefusal> unfit(StoredRequest item, Fitness.Asking asking) {
        if (!asking.desk(item).active()) return Optional.of(Plain.DESK_CLOSED);
        var request = item.request();
        if (request.approvals() < request.approvalsNeeded()) return Optional.of(Plain.OFFICER_REMOVED);
        return parts.approving().unfit(item, asking);
    }

    private void back(RequestId id, RegistrationRefusal reason) {
        refusals.note(id.toString(), "system", "issue", reason);
        if (reason == Plain.DESK_CLOSED) return;
        steps.take(
                Acting.SYSTEM, id, RequestAct.PREPARE_AGAIN, Applying::begun, (_, _) -> Map.of("reason", reason.key()));
    }

    private OfficersPermit permit(StoredRequest item) {
        var officers = parts.approvals().of(item.id()).stream()
                .filter(Approval::counts)
                .map(Approval::officer)
                .map(UserId::toString)
                .collect(Collectors.joining(" "));
        return OfficersPermit.ofRequest(item, item.body().sha256(), officers);
    }

    /// The certificate is there: say so in the request, tell the holder, and end what it takes the place of.
    List<RequestId> finish(List<StoredRequest> begun) {
        var ids = begun.stream().map(StoredRequest::id).toList();
        var outcomes =
                steps.takeAll(Acting.SYSTEM, ids, _ -> RequestAct.ISSUE, RequestSteps.NOTHING_MORE, (item, _) -> {
                    mails.issued(item);
                    return Map.of("serial", item.body().serial().toString());
                });
        var issued = new ArrayList<RequestId>();
        for (var item : begun) {
            if (!(outcomes.get(item.id()) instanceof RequestOutcome.Done)) continue;
            issued.add(item.id());
            if (item.request().kind() == RequestKind.REKEY && item.request().replaces() != null) {
                supersede(item.request().replaces());
            }
        }
        log.atInfo().addKeyValue("certificates", issued.size()).log("Certificates issued at a desk");
        return issued;
    }

    private void supersede(RequestId old) {
        steps.take(
                Acting.SYSTEM,
                old,
                RequestAct.REVOKE,
                item -> {
                    authority.revoke(item.request().serial(), RevocationReason.SUPERSEDED, "system");
                    return Optional.empty();
                },
                (_, _) -> Map.of("reason", RevocationReason.SUPERSEDED.name()));
    }

    /// A key that was made just now for the holder, who stands before us.
    EnrolmentOutcome pickUp(RequestId id, PublicKey key, String requester) {
        var found = records.requests().find(id).filter(item -> item.request().key() == KeyOrigin.PICK_UP);
        if (found.isEmpty()) return refused(id, requester, Plain.OTHER_DESK);
        var item = found.get();
        var mine = item.publicKey() != null && Arrays.equals(item.publicKey(), key.getEncoded());
        if (item.state().certified() && mine) return issued(id);
        if (item.state() != RequestState.APPROVED || item.begunAt() != null && !mine) {
            return refused(id, requester, Plain.NOT_NOW);
        }
        if (item.begunAt() == null) {
            var refusal = complete(item, key);
            if (refusal.isPresent()) return refused(id, requester, refusal.get());
        }
        if (issueAll(List.of(id)).isEmpty()) return new EnrolmentOutcome.Refused(Plain.NOT_NOW);
        return issued(id);
    }

    private Optional<RegistrationRefusal> complete(StoredRequest item, PublicKey key) {
        var desk = parts.desks().find(item.request().desk()).orElseThrow();
        if (!Arrays.equals(item.bodySha256(), parts.bodies().contentSha256(desk, item))) {
            return Optional.of(Plain.BODY_CHANGED);
        }
        if (records.requests().keyOfAnother(key.getEncoded(), item.origin())) {
            return Optional.of(Plain.KEY_USED_BEFORE);
        }
        return switch (parts.bodies().bodyFor(desk, item, key)) {
            case PreparedOutcome.Unfit(var findings) -> Optional.of(new RegistrationRefusal.Unfit(findings));
            case PreparedOutcome.Prepared(var body) ->
                Boolean.TRUE.equals(records.transactions()
                                .execute(_ -> records.requests().completeBody(item.id(), body, key.getEncoded())))
                        ? Optional.empty()
                        : Optional.of(Plain.NOT_NOW);
        };
    }

    EnrolmentOutcome issued(RequestId id) {
        var item = records.requests().find(id).orElseThrow();
        var certificate = certificate(item).orElseThrow();
        return new EnrolmentOutcome.Issued(id, certificate, authority.chain(certificate));
    }

    Optional<X509Certificate> certificate(StoredRequest item) {
        var serial = item.request().serial();
        var there = item.state().certified()
                || item.state() == RequestState.SUSPENDED
                || item.state() == RequestState.REVOKED;
        return serial == null || !there ? Optional.empty() : authority.find(serial);
    }

    private EnrolmentOutcome refused(RequestId id, String requester, RegistrationRefusal reason) {
        refusals.note(id.toString(), requester, "pick-up", reason);
        return new EnrolmentOutcome.Refused(reason);
    }
}
