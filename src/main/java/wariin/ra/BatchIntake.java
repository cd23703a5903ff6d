package wariin.ra;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.identity.CurrentUser;
import wariin.ra.desk.Desk;
import wariin.ra.evidence.EvidenceFiles;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.evidence.Fitness;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.BulkId;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestKind;
import wariin.ra.request.RequestState;
import wariin.ra.request.StoredRequest;

/// The way in for many requests at once, which an officer submits for others: the same rules as for one.
@Component
public class BatchIntake {

    /// What one entry will be. Read outside the transaction, since a key may have to be proven.
    public sealed interface Reading {
        /// It can be added.
        final class Fine implements Reading {
            private final DraftRules.Reading.Fine draft;

            private Fine(DraftRules.Reading.Fine draft) {
                this.draft = draft;
            }
        }

        record Bad(RegistrationRefusal reason) implements Reading {}
    }

    private final Applying applying;
    private final Checking checking;
    private final Approving approving;
    private final Fitness fitness;
    private final EvidenceFiles evidence;

    BatchIntake(Applying applying, Checking checking, Approving approving, Fitness fitness, EvidenceFiles evidence) {
        this.applying = applying;
        this.checking = checking;
        this.approving = approving;
        this.fitness = fitness;
        this.evidence = evidence;
    }

    public Reading read(CurrentUser officer, Desk desk, RequestDraft draft) {
        return switch (DraftRules.read(draft)) {
            case DraftRules.Reading.Bad(var reason) -> new Reading.Bad(reason);
            case DraftRules.Reading.Fine fine -> {
                var registrant = fine.draft().registrant();
                var outside = fitness.outside(desk, fine.draft().profile(), registrant);
                if (outside.isPresent()) yield new Reading.Bad(outside.get());
                var own = officer.user().email().equalsIgnoreCase(registrant.email());
                yield own ? new Reading.Bad(Plain.OWN_REQUEST) : new Reading.Fine(fine);
            }
        };
    }

    /// In the caller's transaction: a submitted request, and what the officer verified about its holder.
    public RequestId add(
            CurrentUser officer, Desk desk, BulkId bulk, Reading.Fine read, Optional<EvidenceMethod> verified) {
        var draft = read.draft.draft();
        var user = officer.user().id();
        var applicant = applying.account(draft.registrant().email());
        var origin = new Applying.Origin(desk.id(), RequestKind.NEW, applicant, user, null, null, bulk);
        var request = applying.request(origin, draft, RequestState.SUBMITTED);
        applying.add(request, origin, read.draft.key(), Acting.as(officer));
        if (verified.isPresent()) {
            var item = new StoredRequest(request, request.id(), null, null, null, null, 0, null, null, null);
            evidence.add(item, verified.get(), user, "bulk " + bulk, null, null, request.createdAt());
        }
        return request.id();
    }

    /// Runs the machine checks.
    public void check(Collection<RequestId> submitted) {
        checking.checkAll(Acting.SYSTEM, List.copyOf(submitted));
    }

    /// Those of the requests that this officer could sign now.
    public List<RequestId> possible(CurrentUser officer, Collection<RequestId> ids) {
        return approving.possible(officer, ids, false).stream()
                .map(StoredRequest::id)
                .toList();
    }
}
