package wariin.ra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.ca.revocation.RevocationOutcome;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.KeyOrigin;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestKind;
import wariin.ra.request.RequestState;
import wariin.ra.request.StoredRequest;

/// What becomes of a certificate: renewed, keyed anew, put on hold, revoked.
@Component
class Afterwards {

    private static final int LONGEST_NOTE = 2000;

    private final RequestSteps.Records records;
    private final RequestSteps steps;
    private final Applying applying;
    private final Checking checking;
    private final IssuanceRegister waiting;
    private final CertificationAuthority authority;

    Afterwards(
            RequestSteps.Records records,
            RequestSteps steps,
            Applying applying,
            Checking checking,
            IssuanceRegister waiting,
            CertificationAuthority authority) {
        this.records = records;
        this.steps = steps;
        this.applying = applying;
        this.checking = checking;
        this.waiting = waiting;
        this.authority = authority;
    }

    /// One successor for each certificate; whoever wants another renews that one.
    RequestOutcome again(CurrentUser me, RequestId id, RequestKind kind, byte @Nullable [] certificationRequest) {
        var act = kind == RequestKind.REKEY ? RequestAct.REKEY : RequestAct.RENEW;
        var old = records.requests().find(id);
        var read = old.map(item -> read(item, kind, certificationRequest)).orElse(null);
        var outcome = steps.take(
                Acting.as(me),
                id,
                act,
                item -> {
                    if (read instanceof DraftRules.Reading.Bad(var reason)) return Optional.of(reason);
                    if (waiting.successor(id).isPresent()) return Optional.of(Plain.NOT_NOW);
                    return applying.outside(item);
                },
                (item, _) -> Map.of(
                        "request",
                        add(me, item, kind, (DraftRules.Reading.Fine) read).toString()));
        if (!(outcome instanceof RequestOutcome.Done)) return outcome;
        return checking.check(Acting.SYSTEM, waiting.successor(id).orElseThrow());
    }

    private DraftRules.Reading read(StoredRequest item, RequestKind kind, byte @Nullable [] given) {
        var old = item.request();
        var mine = given != null && given.length > 0;
        // Without another key the old one goes on, but for a re-key, which is about another.
        var same = !mine && old.key() == KeyOrigin.REQUEST && kind == RequestKind.RENEWAL;
        var origin = mine ? KeyOrigin.REQUEST : old.key();
        return DraftRules.read(new RequestDraft(
                old.profile(), old.registrant(), origin, same ? item.certificationRequest() : given, old.validity()));
    }

    private RequestId add(CurrentUser me, StoredRequest item, RequestKind kind, DraftRules.Reading.Fine fine) {
        var old = item.request();
        var mine = records.access().looking(me).standing(item);
        var holds = mine.holder();
        UserId applicant = holds ? me.user().id() : old.applicant();
        // The enterer of the first request answers for this one too, unless the holder asks.
        var enteredBy = holds ? null : me.user().id();
        var origin = new Applying.Origin(old.desk(), kind, applicant, enteredBy, old, item.origin(), null);
        var request = applying.request(origin, fine.draft(), RequestState.SUBMITTED);
        applying.add(request, origin, fine.key(), Acting.as(me));
        return request.id();
    }

    RequestOutcome suspend(CurrentUser me, RequestId id, String reason) {
        return steps.take(
                Acting.as(me),
                id,
                RequestAct.SUSPEND,
                item -> text(reason)
                        .or(() -> refusal(authority.suspend(item.request().serial(), me.getName()))),
                (_, _) -> Map.of("note", reason.strip()));
    }

    RequestOutcome reinstate(CurrentUser me, RequestId id) {
        return steps.take(
                Acting.as(me),
                id,
                RequestAct.REINSTATE,
                item -> refusal(authority.reinstate(item.request().serial(), me.getName())),
                RequestSteps.NOTHING_ELSE);
    }

    /// What protects others asks for no reason in words.
    RequestOutcome revoke(Acting who, RequestId id, RevocationReason reason, String note) {
        return steps.take(
                who,
                id,
                RequestAct.REVOKE,
                item -> note.length() > LONGEST_NOTE
                        ? Optional.of(Plain.TEXT_TOO_LONG)
                        : refusal(authority.revoke(item.request().serial(), reason, who.name())),
                (_, _) -> note.isBlank()
                        ? Map.of("reason", reason.name())
                        : Map.of("reason", reason.name(), "note", note.strip()));
    }

    /// A question or a reason is some words, and not a book.
    static Optional<RegistrationRefusal> text(String words) {
        if (words.isBlank()) return Optional.of(Plain.REASON_MISSING);
        return words.length() > LONGEST_NOTE ? Optional.of(Plain.TEXT_TOO_LONG) : Optional.empty();
    }

    /// The authority's word, in the same transaction: what it refuses it has not written.
    private static Optional<RegistrationRefusal> refusal(RevocationOutcome outcome) {
        return switch (outcome) {
            case RevocationOutcome.Revoked _, RevocationOutcome.AlreadyRevoked _ -> Optional.empty();
            case RevocationOutcome.Suspended _, RevocationOutcome.AlreadySuspended _ -> Optional.empty();
            case RevocationOutcome.Reinstated _ -> Optional.empty();
            case RevocationOutcome.NotInProfile _ -> Optional.of(Plain.NOT_SUSPENDABLE);
            case RevocationOutcome.NotSuspended _ -> Optional.of(Plain.NOT_NOW);
            case RevocationOutcome.Expired _, RevocationOutcome.UnknownSerial _ -> Optional.of(Plain.CERTIFICATE_ENDED);
        };
    }

    /// The request of a certificate, if it was registered at this desk.
    Optional<RequestId> atDesk(DeskId desk, wariin.x509.SerialNumber serial) {
        return waiting.withSerial(serial)
                .flatMap(id -> records.requests().find(List.of(id)).stream().findFirst())
                .filter(item -> item.request().desk().equals(desk))
                .map(StoredRequest::id);
    }
}
