package wariin.ra;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.ra.approval.ApprovalBallot;
import wariin.ra.approval.ApprovalText;
import wariin.ra.approval.Ballots;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.evidence.Fitness;
import wariin.ra.refusal.RefusalLog;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestDeadlines;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestStanding;
import wariin.ra.request.RequestState;
import wariin.ra.request.RequestTransitions;
import wariin.ra.request.Sha256;
import wariin.ra.request.StoredRequest;

/// Officers sign: each the hash of a text that names the exact bodies, one or many at once. Everything that stood
/// against an approval when the text was shown is asked again under the lock.
@Component
class Approving {

    /// What is asked before an officer signs.
    @Component
    record Questions(Fitness fitness, DeskAccess desks, RequestAccess access, Clock clock) {}

    static final Duration BODY_LASTS = Duration.ofDays(RequestDeadlines.BODY);
    private static final Duration CONTENT_LASTS = Duration.ofDays(RequestDeadlines.LAPSE);
    private static final int CHUNK = 250;
    static final int MOST_AT_ONCE = 10_000;

    private final RequestSteps.Records records;
    private final RequestSteps steps;
    private final Ballots ballots;
    private final Questions questions;
    private final RefusalLog refusals;

    Approving(
            RequestSteps.Records records,
            RequestSteps steps,
            Ballots ballots,
            Questions questions,
            RefusalLog refusals) {
        this.records = records;
        this.steps = steps;
        this.ballots = ballots;
        this.questions = questions;
        this.refusals = refusals;
    }

    /// Those of the requests that this officer could sign now.
    List<StoredRequest> possible(CurrentUser me, Collection<RequestId> ids, boolean noted) {
        var looking = records.access().looking(me);
        var asking = questions.fitness().asking();
        var possible = new ArrayList<StoredRequest>();
        for (var item : records.requests().find(ids)) {
            var refusal = against(looking.standing(item), item, asking);
            if (refusal.isEmpty()) possible.add(item);
            else if (noted) refusals.note(item.id().toString(), me.getName(), "approve", refusal.get());
        }
        return possible;
    }

    private Optional<RegistrationRefusal> against(RequestStanding standing, StoredRequest item, Fitness.Asking asking) {
        if (standing.actors().isEmpty()) return Optional.of(Plain.OTHER_DESK);
        var verdict = RequestTransitions.judge(item.state(), RequestAct.APPROVE, standing);
        if (verdict instanceof RequestTransitions.Verdict.Refused(var reason)) return Optional.of(reason);
        return unfit(item, asking);
    }

    Optional<ApprovalBallot> ballot(CurrentUser me, Collection<RequestId> ids) {
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) return Optional.empty();
        var possible = possible(me, ids, true);
        if (possible.isEmpty()) return Optional.empty();
        var desk = possible.getFirst().request().desk();
        // One text is one desk's.
        var ours = possible.stream()
                .filter(item -> item.request().desk().equals(desk))
                .toList();
        var text = ApprovalText.requests(
                questions.desks().find(desk).orElseThrow(),
                me.user().id(),
                ours,
                questions.clock().instant());
        return Optional.of(ballots.put(me, desk, text, ours, null));
    }

    /// The officer's act; gives those that have all their approvals now, and why others have not.
    Cast cast(CurrentUser me, String sha256, Consent consent) {
        var ballot = ballots.open(me, sha256).filter(open -> open.standing() == null);
        if (ballot.isEmpty()) return refused(me, sha256, Plain.BALLOT_UNKNOWN);
        return switch (ballots.cast(me, ballot.get(), consent)) {
            case Ballots.Cast.Refused(var reason) -> refused(me, sha256, reason);
            case Ballots.Cast.Signed(var signed, var approval) -> {
                var outcomes = new LinkedHashMap<RequestId, RequestOutcome>();
                for (var chunk : chunks(signed.items())) {
                    outcomes.putAll(sign(me, chunk, approval, signed));
                }
                yield new Cast.Signed(outcomes, carry(signed.desk(), outcomes));
            }
        };
    }

    /// What became of a signature over many.
    sealed interface Cast {
        record Signed(Map<RequestId, RequestOutcome> outcomes, List<RequestId> carried) implements Cast {}

        record Refused(RegistrationRefusal reason) implements Cast {}
    }

    private Cast refused(CurrentUser me, String sha256, RegistrationRefusal reason) {
        var subject = sha256.matches("[0-9a-f]{64}") ? sha256 : "ballot";
        refusals.note(subject, me.getName(), "approve", reason);
        return new Cast.Refused(reason);
    }

    private Map<RequestId, RequestOutcome> sign(
            CurrentUser me, List<Ballots.Item> chunk, java.util.UUID approval, Ballots.Ballot ballot) {
        var named = new HashMap<RequestId, Ballots.Item>();
        for (var item : chunk) named.put(new RequestId(item.request()), item);
        var text = Sha256.hex(ballot.sha256());
        var asking = questions.fitness().asking();
        return steps.takeAll(
                Acting.as(me),
                named.keySet(),
                _ -> RequestAct.APPROVE,
                item -> changed(item, named.get(item.id())).or(() -> unfit(item, asking)),
                (item, _) -> {
                    ballots.sign(approval, item, me.user().id());
                    return Map.of(
                            "text", text, "body", String.valueOf(item.request().bodySha256()));
                });
    }

    /// What was signed names one body; another one was not approved.
    private static Optional<RegistrationRefusal> changed(StoredRequest item, Ballots.Item named) {
        return item.bodyNumber() == named.number()
                        && named.sha256().equals(item.request().bodySha256())
                ? Optional.empty()
                : Optional.of(Plain.BODY_CHANGED);
    }

    /// Age, scope, evidence, company: as of now.
    Optional<RegistrationRefusal> unfit(StoredRequest item, Fitness.Asking asking) {
        return tooOld(item) ? Optional.of(Plain.BODY_TOO_OLD) : asking.unfit(item);
    }

    boolean tooOld(StoredRequest item) {
        var lasts = item.request().key() == KeyOrigin.PICK_UP ? CONTENT_LASTS : BODY_LASTS;
        return item.preparedAt() == null
                || !questions.clock().instant().isBefore(item.preparedAt().plus(lasts));
    }

    /// Those that have enough approvals of officers who are officers now.
    private List<RequestId> carry(DeskId desk, Map<RequestId, RequestOutcome> outcomes) {
        var approved = outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof RequestOutcome.Done)
                .map(Map.Entry::getKey)
                .toList();
        if (approved.isEmpty()) return List.of();
        records.transactions().executeWithoutResult(_ -> questions.desks().dismissLeavers(desk));
        var enough = records.requests().find(approved).stream()
                .filter(item -> item.state() == RequestState.CHECKED)
                .filter(item -> item.request().approvals() >= item.request().approvalsNeeded())
                .map(StoredRequest::id)
                .toList();
        var carried = new ArrayList<RequestId>();
        for (var from = 0; from < enough.size(); from += CHUNK) {
            var chunk = enough.subList(from, Math.min(from + CHUNK, enough.size()));
            steps.takeAll(
                            Acting.SYSTEM,
                            chunk,
                            _ -> RequestAct.CARRY,
                            RequestSteps.NOTHING_MORE,
                            RequestSteps.NOTHING_ELSE)
                    .forEach((id, outcome) -> {
                        if (outcome instanceof RequestOutcome.Done) carried.add(id);
                    });
        }
        return carried;
    }

    private static List<List<Ballots.Item>> chunks(List<Ballots.Item> items) {
        var chunks = new ArrayList<List<Ballots.Item>>();
        for (var from = 0; from < items.size(); from += CHUNK) {
            chunks.add(items.subList(from, Math.min(from + CHUNK, items.size())));
        }
        return chunks;
    }
}
