package wariin.ra;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.evidence.Fitness;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.BulkId;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.KeyPart;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestDeadlines;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestKind;
import wariin.ra.request.RequestState;
import wariin.ra.request.StoredRequest;
import wariin.site.Dates;

/// How a request comes in: an applicant's own, or an officer's for an applicant.
@Component
class Applying {

    /// Whom a new request is of.
    record Origin(
            DeskId desk,
            RequestKind kind,
            @Nullable UserId applicant,
            @Nullable UserId enteredBy,
            @Nullable CertificateRequest replaces,
            @Nullable RequestId root,
            @Nullable BulkId bulk) {}

    /// What drafts are written with.
    @Component
    record DeskWork(Journal journal, Clock clock, Dates dates) {}

    private final RequestSteps.Records records;
    private final RequestSteps steps;
    private final DeskAccess desks;
    private final Fitness fitness;
    private final Accounts accounts;
    private final DeskWork work;

    Applying(
            RequestSteps.Records records,
            RequestSteps steps,
            DeskAccess desks,
            Fitness fitness,
            Accounts accounts,
            DeskWork work) {
        this.records = records;
        this.steps = steps;
        this.desks = desks;
        this.fitness = fitness;
        this.accounts = accounts;
        this.work = work;
    }

    /// What came of a draft, before it is told to anybody.
    RequestOutcome draft(CurrentUser me, DeskId id, RequestDraft draft) {
        var desk = desks.find(id);
        var officer = desk.isPresent() && desks.isOfficer(me, id);
        if (desk.isEmpty() || me.guest() || !officer && !open(desk.get(), me)) return new RequestOutcome.Unknown();
        if (!desk.get().active()) return new RequestOutcome.Refused(Plain.DESK_CLOSED);
        return switch (DraftRules.read(draft)) {
            case DraftRules.Reading.Bad(var reason) -> new RequestOutcome.Refused(reason);
            case DraftRules.Reading.Fine fine -> {
                var origin = origin(me, id, officer, fine.draft());
                var request = request(origin, fine.draft(), RequestState.DRAFT);
                yield records.transactions().execute(_ -> {
                    add(request, origin, fine.key(), Acting.as(me));
                    return new RequestOutcome.Done(
                            records.requests().find(request.id()).orElseThrow().request());
                });
            }
        };
    }

    private static boolean open(Desk desk, CurrentUser me) {
        return desk.platform() || me.organisation().id().equals(desk.organisation());
    }

    private Origin origin(CurrentUser me, DeskId desk, boolean officer, RequestDraft draft) {
        var id = me.user().id();
        var email = draft.registrant().email();
        if (!officer) return new Origin(desk, RequestKind.NEW, id, null, null, null, null);
        if (email != null && email.equalsIgnoreCase(me.user().email())) {
            return new Origin(desk, RequestKind.NEW, id, null, null, null, null);
        }
        return new Origin(desk, RequestKind.NEW, account(email), id, null, null, null);
    }

    @Nullable
    UserId account(@Nullable String email) {
        if (email == null) return null;
        return accounts.findUser(email)
                .filter(user -> !user.guest())
                .map(User::id)
                .orElse(null);
    }

    CertificateRequest request(Origin origin, RequestDraft draft, RequestState state) {
        var now = work.clock().instant();
        return new CertificateRequest(
                RequestId.random(),
                origin.desk(),
                origin.kind(),
                draft.profile(),
                draft.registrant(),
                draft.key(),
                draft.validity(),
                state,
                origin.applicant(),
                origin.enteredBy(),
                0,
                0,
                List.of(),
                null,
                null,
                null,
                origin.replaces() == null ? null : origin.replaces().id(),
                origin.bulk(),
                "",
                now,
                now,
                null);
    }

    /// In the caller's transaction: the row and its entry.
    void add(CertificateRequest request, Origin origin, KeyPart key, Acting who) {
        var root = origin.root() == null ? request.id() : origin.root();
        records.requests().add(due(request), root, key, null);
        records.officers().waits(request, request.state(), who.user(), request.createdAt());
        var facts = new HashMap<String, String>();
        facts.put("desk", request.desk().toString());
        facts.put("profile", request.profile());
        facts.put("kind", request.kind().name());
        facts.put("state", request.state().name());
        if (origin.bulk() != null) facts.put("bulk", origin.bulk().toString());
        if (origin.replaces() != null)
            facts.put("replaces", origin.replaces().id().toString());
        var kind = request.state() == RequestState.DRAFT ? "registration-draft" : "registration-submit";
        work.journal().append(new Act(kind, request.id().toString(), who.name(), facts));
    }

    private CertificateRequest due(CertificateRequest r) {
        var days = RequestDeadlines.days(r, r.state());
        var due = days == 0
                ? null
                : r.createdAt().atZone(work.dates().zone()).toLocalDate().plusDays(days);
        return new CertificateRequest(
                r.id(),
                r.desk(),
                r.kind(),
                r.profile(),
                r.registrant(),
                r.key(),
                r.validity(),
                r.state(),
                r.applicant(),
                r.enteredBy(),
                r.approvals(),
                r.approvalsNeeded(),
                r.findings(),
                r.bodySha256(),
                r.serial(),
                r.notAfter(),
                r.replaces(),
                r.bulk(),
                r.note(),
                r.createdAt(),
                r.changedAt(),
                due);
    }

    RequestOutcome edit(CurrentUser me, RequestId id, RequestDraft draft) {
        var read = DraftRules.read(draft);
        return steps.take(
                Acting.as(me),
                id,
                RequestAct.EDIT,
                _ -> read instanceof DraftRules.Reading.Bad(var reason) ? Optional.of(reason) : Optional.empty(),
                (item, now) -> edited(item, (DraftRules.Reading.Fine) read, now));
    }

    private Map<String, String> edited(StoredRequest item, DraftRules.Reading.Fine fine, Instant now) {
        records.requests().edit(item.id(), fine.draft(), fine.key(), now);
        return Map.of("profile", fine.draft().profile());
    }

    /// Hands in a draft, or answers a question.
    RequestOutcome submit(CurrentUser me, RequestId id) {
        return steps.takeAll(
                        Acting.as(me),
                        List.of(id),
                        item -> item.state() == RequestState.QUESTIONED ? RequestAct.ANSWER : RequestAct.SUBMIT,
                        this::outside,
                        RequestSteps.NOTHING_ELSE)
                .get(id);
    }

    Optional<RegistrationRefusal> outside(StoredRequest item) {
        var desk = desks.find(item.request().desk()).orElseThrow();
        return fitness.outside(desk, item.request().profile(), item.request().registrant());
    }

    RequestOutcome withdraw(Acting who, RequestId id, String note) {
        return steps.take(
                who,
                id,
                RequestAct.WITHDRAW,
                Applying::begun,
                (_, _) -> note.isEmpty() ? Map.of() : Map.of("note", note));
    }

    /// From the intent to issue on, only issuing follows.
    static Optional<RegistrationRefusal> begun(StoredRequest item) {
        return item.begunAt() == null ? Optional.empty() : Optional.of(Plain.NOT_NOW);
    }
}
