package wariin.ra;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.evidence.Fitness;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.refusal.CheckFinding.Code;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.CheckFailed;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.Sha256;
import wariin.ra.request.StoredRequest;

/// The machine checks: when nothing stands against a request its body is made, and officers may sign.
@Component
class Checking {

    /// Bodies made at once before they are written in one transaction.
    private static final int CHUNK = 200;

    private record Looked(StoredRequest item, List<CheckFinding> findings, Bodies.Made.Fine made) {}

    private final RequestRegister requests;
    private final RequestSteps steps;
    private final Fitness fitness;
    private final Bodies bodies;
    private final DeskAccess desks;
    private final TransactionTemplate transactions;

    Checking(
            RequestRegister requests,
            RequestSteps steps,
            Fitness fitness,
            Bodies bodies,
            DeskAccess desks,
            TransactionTemplate transactions) {
        this.requests = requests;
        this.steps = steps;
        this.fitness = fitness;
        this.bodies = bodies;
        this.desks = desks;
        this.transactions = transactions;
    }

    RequestOutcome check(Acting who, RequestId id) {
        return checkAll(who, List.of(id)).get(id);
    }

    /// What has findings stays where it is, with them.
    Map<RequestId, RequestOutcome> checkAll(Acting who, Collection<RequestId> ids) {
        var outcomes = new LinkedHashMap<RequestId, RequestOutcome>();
        var all = List.copyOf(ids);
        for (var from = 0; from < all.size(); from += CHUNK) {
            outcomes.putAll(chunk(who, all.subList(from, Math.min(from + CHUNK, all.size()))));
        }
        return outcomes;
    }

    private Map<RequestId, RequestOutcome> chunk(Acting who, List<RequestId> ids) {
        // 1. Look, outside any transaction: a key may be made.
        var looked = new HashMap<RequestId, Looked>();
        var known = new HashMap<DeskId, Desk>();
        var found = requests.find(ids);
        for (var item : found) {
            if (item.state() != RequestState.SUBMITTED) continue;
            var desk = known.computeIfAbsent(
                    item.request().desk(), id -> desks.find(id).orElseThrow());
            looked.put(item.id(), look(desk, item));
        }
        // 2. Write what passed, if it is still what was looked at; then the findings of the others.
        var outcomes = steps.takeAll(
                who, ids, _ -> RequestAct.CHECK, item -> against(item, looked.get(item.id())), (item, now) -> {
                    var one = looked.get(item.id());
                    requests.putFindings(item.id(), one.findings(), now);
                    var made = one.made();
                    requests.putBody(item.id(), made.sha256(), made.body(), now);
                    return Map.of("body", Sha256.hex(made.sha256()));
                });
        return withFindings(outcomes, looked);
    }

    private Looked look(Desk desk, StoredRequest item) {
        var findings = new ArrayList<>(fitness.findings(desk, item));
        if (item.publicKey() != null && requests.keyOfAnother(item.publicKey(), item.origin())) {
            findings.add(CheckFinding.blocking(Code.KEY_USED_BEFORE, ""));
        }
        if (findings.stream().anyMatch(CheckFinding::blocking)) return new Looked(item, findings, null);
        return switch (bodies.make(desk, item)) {
            case Bodies.Made.Fine fine -> new Looked(item, findings, fine);
            case Bodies.Made.Unfit(var unfit) -> {
                for (var one : unfit) findings.add(CheckFinding.blocking(Code.PROFILE_UNFIT, one));
                yield new Looked(item, findings, null);
            }
        };
    }

    private static Optional<RegistrationRefusal> against(StoredRequest item, Looked looked) {
        if (looked == null || !same(item, looked.item())) return Optional.of(Plain.NOT_NOW);
        return looked.findings().stream()
                .filter(CheckFinding::blocking)
                .findFirst()
                .map(CheckFailed::new);
    }

    /// Nobody edited it while we looked.
    private static boolean same(StoredRequest now, StoredRequest before) {
        return now.request().changedAt().equals(before.request().changedAt())
                && now.request().registrant().equals(before.request().registrant());
    }

    private Map<RequestId, RequestOutcome> withFindings(
            Map<RequestId, RequestOutcome> outcomes, Map<RequestId, Looked> looked) {
        transactions.executeWithoutResult(_ -> outcomes.forEach((id, outcome) -> {
            var one = looked.get(id);
            if (one != null && outcome instanceof RequestOutcome.Refused(CheckFailed _)) {
                requests.putFindings(id, one.findings(), one.item().request().changedAt());
            }
        }));
        var shown = new HashMap<RequestId, StoredRequest>();
        for (var item : requests.find(outcomes.keySet())) shown.put(item.id(), item);
        var answers = new LinkedHashMap<RequestId, RequestOutcome>();
        outcomes.forEach((id, outcome) -> answers.put(id, answer(outcome, shown::get, id)));
        return answers;
    }

    /// A request that is checked and has findings is no refusal: it waits for evidence.
    private static RequestOutcome answer(RequestOutcome outcome, Function<RequestId, StoredRequest> now, RequestId id) {
        return outcome instanceof RequestOutcome.Refused(CheckFailed _)
                ? new RequestOutcome.Done(now.apply(id).request())
                : outcome;
    }
}
