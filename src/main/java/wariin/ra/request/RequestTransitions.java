package wariin.ra.request;

import static wariin.ra.request.RequestAct.*;
import static wariin.ra.request.RequestActor.ADMINISTRATOR;
import static wariin.ra.request.RequestActor.APPLICANT;
import static wariin.ra.request.RequestActor.OFFICER;
import static wariin.ra.request.RequestActor.OPERATOR;
import static wariin.ra.request.RequestActor.PLATFORM;
import static wariin.ra.request.RequestSeparation.*;
import static wariin.ra.request.RequestState.*;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.Plain;

/// THE table of registration: for a state and an act, who may, what must be kept apart, and the state after. What is
/// not in it is refused, on every way in. docs/flows/registration.md shows it, and a test holds the two together.
public final class RequestTransitions {

    /// One line of the table, for one state.
    public record Rule(Set<RequestActor> who, Set<RequestSeparation> separations, RequestState next) {}

    /// What the table says about an act.
    public sealed interface Verdict {
        record Allowed(RequestState next) implements Verdict {}

        record Refused(RegistrationRefusal reason) implements Verdict {}
    }

    private record Place(RequestState state, RequestAct act) {}

    private static final Set<RequestSeparation> NONE = Set.of();
    private static final Set<RequestSeparation> OPEN = EnumSet.of(DESK_OPEN);
    private static final Set<RequestSeparation> NEUTRAL = EnumSet.of(DESK_OPEN, NOT_HOLDER);
    private static final Set<RequestSeparation> APPROVING =
            EnumSet.of(DESK_OPEN, NOT_HOLDER, NOT_ENTERED, NOT_APPROVED);

    private static final Set<RequestState> CERTIFIED = EnumSet.of(ISSUED, DELIVERED);
    private static final Map<Place, Rule> TABLE = new HashMap<>();

    static {
        applying();
        deciding();
        certified();
    }

    private RequestTransitions() {}

    private static void applying() {
        row(EnumSet.of(DRAFT, QUESTIONED), EDIT, Set.of(APPLICANT), OPEN, null);
        row(EnumSet.of(DRAFT), SUBMIT, Set.of(APPLICANT), OPEN, SUBMITTED);
        row(EnumSet.of(QUESTIONED), ANSWER, Set.of(APPLICANT), OPEN, SUBMITTED);
        // An approved one may still be taken back while its key is not made: the intent to issue ends that.
        var open = EnumSet.of(DRAFT, SUBMITTED, QUESTIONED, CHECKED, APPROVED);
        row(open, WITHDRAW, Set.of(APPLICANT, PLATFORM), NONE, WITHDRAWN);
        var proving = EnumSet.of(DRAFT, SUBMITTED, QUESTIONED, CHECKED);
        row(proving, PROVE_MAILBOX, Set.of(APPLICANT, OFFICER), OPEN, null);
    }

    private static void deciding() {
        var looking = EnumSet.of(DRAFT, SUBMITTED, QUESTIONED, CHECKED);
        row(looking, ATTACH_EVIDENCE, Set.of(OFFICER), NEUTRAL, null);
        row(EnumSet.of(SUBMITTED), CHECK, Set.of(OFFICER, PLATFORM), NEUTRAL, CHECKED);
        row(EnumSet.of(SUBMITTED, CHECKED), ASK, Set.of(OFFICER), NEUTRAL, QUESTIONED);
        row(EnumSet.of(SUBMITTED, QUESTIONED, CHECKED, APPROVED), REFUSE, Set.of(OFFICER), NEUTRAL, REFUSED);
        row(EnumSet.of(CHECKED), APPROVE, Set.of(OFFICER), APPROVING, null);
        row(EnumSet.of(CHECKED), CARRY, Set.of(PLATFORM), OPEN, APPROVED);
        row(EnumSet.of(CHECKED, APPROVED), PREPARE_AGAIN, Set.of(OFFICER, PLATFORM), NEUTRAL, SUBMITTED);
        row(EnumSet.of(APPROVED), ISSUE, Set.of(PLATFORM), OPEN, ISSUED);
    }

    private static void certified() {
        row(EnumSet.of(ISSUED), DELIVER, Set.of(APPLICANT, OFFICER, PLATFORM), NONE, DELIVERED);
        row(CERTIFIED, RENEW, Set.of(APPLICANT, OFFICER), OPEN, null);
        row(CERTIFIED, REKEY, Set.of(APPLICANT, OFFICER), OPEN, null);
        // What protects those who rely on a certificate waits for nobody, and a closed desk can do it too.
        var anybody = EnumSet.of(APPLICANT, OFFICER, ADMINISTRATOR, OPERATOR, PLATFORM);
        row(CERTIFIED, SUSPEND, anybody, NONE, SUSPENDED);
        row(EnumSet.of(SUSPENDED), REINSTATE, Set.of(OFFICER, OPERATOR), EnumSet.of(NOT_HOLDER), DELIVERED);
        row(EnumSet.of(ISSUED, DELIVERED, SUSPENDED), REVOKE, anybody, NONE, REVOKED);
    }

    /// The line of the table, if there is one.
    public static Optional<Rule> rule(RequestState state, RequestAct act) {
        return Optional.ofNullable(TABLE.get(new Place(state, act)));
    }

    /// Whether this person may do this now.
    public static Verdict judge(RequestState state, RequestAct act, RequestStanding person) {
        var rule = rule(state, act).orElse(null);
        if (rule == null) return new Verdict.Refused(Plain.NOT_NOW);
        var mine = EnumSet.noneOf(RequestActor.class);
        mine.addAll(person.actors());
        mine.retainAll(rule.who());
        if (mine.isEmpty()) return new Verdict.Refused(Plain.NOT_YOURS);
        var officerOnly = mine.equals(EnumSet.of(OFFICER));
        for (var separation : rule.separations()) {
            if (separation != DESK_OPEN && !officerOnly) continue;
            if (!separation.holds(person)) return new Verdict.Refused(separation.refusal());
        }
        return new Verdict.Allowed(rule.next());
    }

    /// All that the person may do now.
    public static Set<RequestAct> allowed(RequestState state, RequestStanding person) {
        var acts = EnumSet.noneOf(RequestAct.class);
        for (var act : RequestAct.values()) {
            if (judge(state, act, person) instanceof Verdict.Allowed) acts.add(act);
        }
        return acts;
    }

    /// A row without a next state leaves the request where it is.
    private static void row(
            Set<RequestState> states,
            RequestAct act,
            Set<RequestActor> who,
            Set<RequestSeparation> separations,
            @Nullable RequestState next) {
        for (var state : states) {
            var rule = new Rule(EnumSet.copyOf(who), separations, next == null ? state : next);
            if (TABLE.put(new Place(state, act), rule) != null) {
                throw new IllegalStateException("Two lines for " + act + " in " + state);
            }
        }
    }
}
