package wariin.ra;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.desk.DeskAccess;
import wariin.ra.notice.WorkNotices;
import wariin.ra.refusal.RefusalLog;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestDeadlines;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.RequestTransitions;
import wariin.ra.request.StoredRequest;
import wariin.site.Dates;

/// The one way in which a request changes: lock, ask the table, ask the conditions, write, record. The numbered steps
/// are those of docs/flows/registration.md.
@Component
class RequestSteps {

    /// What is asked under the lock, before the first write.
    interface Condition {
        Optional<? extends RegistrationRefusal> unmet(StoredRequest item);
    }

    /// What an act writes besides the state; gives the facts for the log.
    interface Writing {
        Map<String, String> write(StoredRequest item, Instant now);
    }

    /// What a step is written with.
    @Component
    record Records(
            RequestRegister requests, RequestAccess access, WorkNotices officers, TransactionTemplate transactions) {}

    /// What came out under the lock.
    private sealed interface Step {
        record Done() implements Step {}

        record Refused(RegistrationRefusal reason) implements Step {}

        record Unknown(RegistrationRefusal reason) implements Step {}
    }

    static final Condition NOTHING_MORE = _ -> Optional.empty();
    static final Writing NOTHING_ELSE = (_, _) -> Map.of();

    private final Records records;
    private final DeskAccess desks;
    private final Journal journal;
    private final RefusalLog refusals;
    private final Clock clock;
    private final Dates dates;

    RequestSteps(Records records, DeskAccess desks, Journal journal, RefusalLog refusals, Clock clock, Dates dates) {
        this.records = records;
        this.desks = desks;
        this.journal = journal;
        this.refusals = refusals;
        this.clock = clock;
        this.dates = dates;
    }

    RequestOutcome take(Acting who, RequestId id, RequestAct act, Condition condition, Writing writing) {
        return takeAll(who, List.of(id), _ -> act, condition, writing).get(id);
    }

    /// What the table would say now, for what costs something before the act; empty when it may be tried.
    Optional<RequestOutcome> peek(Acting who, RequestId id, RequestAct act) {
        var item = records.requests().find(id);
        var person = who.person();
        if (item.isEmpty() || person == null) return Optional.of(unknown(who, id, act.key()));
        var standing = records.access().standing(item.get(), person);
        if (standing.isEmpty()) {
            refusals.note(id.toString(), who.name(), act.key(), hidden(who, item.get()));
            return Optional.of(new RequestOutcome.Unknown());
        }
        return RequestTransitions.judge(item.get().state(), act, standing.get())
                        instanceof RequestTransitions.Verdict.Refused(var reason)
                ? Optional.of(refused(who, id, act.key(), reason))
                : Optional.empty();
    }

    RequestOutcome refused(Acting who, RequestId id, String act, RegistrationRefusal reason) {
        refusals.note(id.toString(), who.name(), act, reason);
        return new RequestOutcome.Refused(reason);
    }

    RequestOutcome unknown(Acting who, RequestId id, String act) {
        refusals.note(id.toString(), who.name(), act, Plain.OTHER_DESK);
        return new RequestOutcome.Unknown();
    }

    /// An entry about a request that changes no state; in the caller's transaction.
    void append(String kind, RequestId id, String actor, Map<String, String> facts) {
        journal.append(new Act(kind, id.toString(), actor, facts));
    }

    /// Each request for itself: what is refused leaves the others alone. One transaction for those that change.
    ///
    /// @param act may depend on the state that the request has under the lock
    Map<RequestId, RequestOutcome> takeAll(
            Acting who,
            Collection<RequestId> ids,
            Function<StoredRequest, RequestAct> act,
            Condition condition,
            Writing writing) {
        var steps = new LinkedHashMap<RequestId, Step>();
        var acts = new HashMap<RequestId, RequestAct>();
        for (var id : ids) steps.put(id, new Step.Unknown(Plain.OTHER_DESK));
        records.transactions().executeWithoutResult(_ -> {
            var looking = records.access().looking(who);
            // 1. One act at a time.
            for (var item : records.requests().findForUpdate(ids)) {
                acts.put(item.id(), act.apply(item));
                steps.put(item.id(), step(who, looking, item, acts.get(item.id()), condition, writing));
            }
        });
        // 4. What was refused is in the log, and nowhere else.
        var outcomes = new LinkedHashMap<RequestId, RequestOutcome>();
        var now = new HashMap<RequestId, CertificateRequest>();
        for (var item : records.requests().find(ids)) now.put(item.id(), item.request());
        steps.forEach((id, step) -> outcomes.put(id, outcome(who, id, acts.get(id), step, now.get(id))));
        return outcomes;
    }

    private Step step(
            Acting who,
            RequestAccess.Looking looking,
            StoredRequest item,
            RequestAct act,
            Condition condition,
            Writing writing) {
        // 2. The table, then the conditions. Nothing is written yet.
        var standing = looking.standing(item);
        if (standing.actors().isEmpty()) return new Step.Unknown(hidden(who, item));
        var verdict = RequestTransitions.judge(item.state(), act, standing);
        if (verdict instanceof RequestTransitions.Verdict.Refused(var reason)) return new Step.Refused(reason);
        var unmet = condition.unmet(item);
        if (unmet.isPresent()) return new Step.Refused(unmet.get());

        // 3. Write and record.
        write(who, item, act, ((RequestTransitions.Verdict.Allowed) verdict).next(), writing);
        return new Step.Done();
    }

    private void write(Acting who, StoredRequest item, RequestAct act, RequestState next, Writing writing) {
        var now = clock.instant();
        var facts = new HashMap<>(writing.write(item, now));
        var note = facts.remove("note");
        if (next != item.state()) {
            if (!records.requests().move(item, next, note, due(item, next, now), now)) {
                throw new IllegalStateException("Moved meanwhile: " + item.id());
            }
            facts.put("from", item.state().name());
            facts.put("to", next.name());
        }
        if (note != null) facts.put("note", note);
        // Between two approvals it waits for the next officer.
        if (next != item.state() || act == RequestAct.APPROVE) {
            records.officers().waits(item.request(), next, who.user(), now);
        }
        journal.append(new Act("registration-" + act.key(), item.id().toString(), who.name(), facts));
    }

    private RegistrationRefusal hidden(Acting who, StoredRequest item) {
        var person = who.person();
        return person != null && desks.wasOfficer(person, item.request().desk())
                ? Plain.OFFICER_REMOVED
                : Plain.OTHER_DESK;
    }

    private RequestOutcome outcome(
            Acting who, RequestId id, @Nullable RequestAct act, Step step, @Nullable CertificateRequest now) {
        var name = act == null ? "look" : act.key();
        return switch (step) {
            case Step.Done() -> new RequestOutcome.Done(now);
            case Step.Refused(var reason) -> {
                refusals.note(id.toString(), who.name(), name, reason);
                yield new RequestOutcome.Refused(reason);
            }
            case Step.Unknown(var reason) -> {
                refusals.note(id.toString(), who.name(), name, reason);
                yield new RequestOutcome.Unknown();
            }
        };
    }

    private @Nullable LocalDate due(StoredRequest item, RequestState next, Instant now) {
        var days = RequestDeadlines.days(item.request(), next);
        return days == 0 ? null : now.atZone(dates.zone()).toLocalDate().plusDays(days);
    }
}
