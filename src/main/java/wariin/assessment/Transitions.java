package wariin.assessment;

import static wariin.assessment.CaseAct.*;
import static wariin.assessment.CaseActor.ASSESSOR;
import static wariin.assessment.CaseActor.DECIDER;
import static wariin.assessment.CaseActor.LEAD;
import static wariin.assessment.CaseActor.PLATFORM;
import static wariin.assessment.CaseActor.PUBLISHER;
import static wariin.assessment.CaseKind.*;
import static wariin.assessment.Separation.*;
import static wariin.assessment.Stage.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// THE table of case work: for a kind of case, a stage and an act, who may, what must be kept apart, and the stage
/// after. What is not in it is refused, on every way in. docs/flows/assessment.md tells it in words.
public final class Transitions {

    /// One line of the table, for one kind and one stage.
    public record Rule(Set<CaseActor> who, Set<Separation> separations, Stage next) {}

    /// What the table says about a person's act.
    public sealed interface Verdict {
        record Allowed(Stage next) implements Verdict {}

        record Refused(CaseRefusal reason) implements Verdict {}
    }

    private record Place(CaseKind kind, Stage stage, CaseAct act) {}

    private static final CaseActor APPLICANT = CaseActor.APPLICANT;
    private static final CaseActor INTAKE = CaseActor.INTAKE;
    private static final CaseActor WATCH = CaseActor.SURVEILLANCE;

    // Kinds that share a part of their path.
    private static final Set<CaseKind> ALL = EnumSet.allOf(CaseKind.class);
    private static final Set<CaseKind> APPLIED = without(CaseKind.SURVEILLANCE, SUSPENSION);
    private static final Set<CaseKind> CHECKED = EnumSet.of(NEW, RENEWAL, CHANGE, TAKE_OVER);
    private static final Set<CaseKind> REVIEWED =
            EnumSet.of(NEW, RENEWAL, CHANGE, CaseKind.SURVEILLANCE, INCIDENT, REINSTATEMENT);
    private static final Set<CaseKind> VISITED = EnumSet.of(NEW, RENEWAL, CaseKind.SURVEILLANCE);
    private static final Set<CaseKind> WATCHED = EnumSet.of(CaseKind.SURVEILLANCE, INCIDENT);
    private static final Set<CaseKind> DECIDED = without(CaseKind.SURVEILLANCE, INCIDENT);

    private static final Set<CaseKind> STAGED = EnumSet.of(NEW, CHANGE, TAKE_OVER);

    // What must be kept apart.
    private static final Set<Separation> NONE = Set.of();
    private static final Set<Separation> NEUTRAL = EnumSet.of(OUTSIDE, NO_CONFLICT);
    private static final Set<Separation> ASSESSING = EnumSet.of(OUTSIDE, NO_CONFLICT, DECLARED, NOT_DECIDER);
    private static final Set<Separation> DECIDING =
            EnumSet.of(OUTSIDE, NO_CONFLICT, DECLARED, NOT_ASSESSOR, NOT_VOTED, NOT_DECIDED_BEFORE);
    private static final Set<Separation> CONCLUDING = EnumSet.of(OUTSIDE, NO_CONFLICT, NOT_ASSESSOR);
    private static final Set<Separation> PUBLISHING = EnumSet.of(OUTSIDE, NO_CONFLICT, NOT_DECIDER);

    private static final Map<Place, Rule> TABLE = new HashMap<>();

    static {
        application();
        completeness();
        people();
        assessment();
        report();
        decision();
        appeal();
    }

    private Transitions() {}

    private static void application() {
        row(APPLIED, Set.of(DRAFT), EDIT, APPLICANT, NONE, DRAFT);
        row(APPLIED, Set.of(DRAFT), SUBMIT, APPLICANT, NONE, SUBMITTED);
        row(APPLIED, Set.of(DRAFT), ABANDON, APPLICANT, NONE, ABANDONED);
        // What has happened cannot be taken back: an incident, once told, is looked at.
        var before = Set.of(SUBMITTED, COMPLETENESS, DOCUMENT_REVIEW, MORE_NEEDED, ON_SITE, Stage.REPORT);
        row(minus(APPLIED, Set.of(INCIDENT, CaseKind.WITHDRAWAL)), before, ABANDON, APPLICANT, NONE, ABANDONED);
        // A withdrawal that the scheme opened begins at the report: that one is not the provider's to take back.
        row(Set.of(CaseKind.WITHDRAWAL), Set.of(SUBMITTED), ABANDON, APPLICANT, NONE, ABANDONED);
        row(minus(REVIEWED, CaseKind.SURVEILLANCE), Set.of(DRAFT), DECLARE_CRITERION, APPLICANT, NONE, null);
        row(minus(REVIEWED, CaseKind.SURVEILLANCE), Set.of(DRAFT), ATTACH_EVIDENCE, APPLICANT, NONE, null);
    }

    private static void completeness() {
        row(CHECKED, Set.of(SUBMITTED), ACCEPT, INTAKE, NEUTRAL, COMPLETENESS);
        row(CHECKED, Set.of(COMPLETENESS), TICK, INTAKE, NEUTRAL, null);
        row(CHECKED, Set.of(COMPLETENESS), RETURN_INCOMPLETE, INTAKE, NEUTRAL, DRAFT);
        row(minus(CHECKED, TAKE_OVER), Set.of(COMPLETENESS), FIND_COMPLETE, INTAKE, NEUTRAL, DOCUMENT_REVIEW);
        row(Set.of(TAKE_OVER), Set.of(COMPLETENESS), FIND_COMPLETE, INTAKE, NEUTRAL, Stage.REPORT);
        // A change of no weight is noted and needs no assessment.
        row(Set.of(CHANGE), Set.of(COMPLETENESS), CLOSE, INTAKE, NEUTRAL, CLOSED);
        row(Set.of(REINSTATEMENT), Set.of(SUBMITTED), ACCEPT, INTAKE, NEUTRAL, DOCUMENT_REVIEW);
        row(Set.of(CaseKind.WITHDRAWAL), Set.of(SUBMITTED), ACCEPT, INTAKE, NEUTRAL, Stage.REPORT);
        row(Set.of(INCIDENT), Set.of(SUBMITTED), ACCEPT, WATCH, NEUTRAL, DOCUMENT_REVIEW);
        var direct = Set.of(REINSTATEMENT, CaseKind.WITHDRAWAL);
        row(direct, Set.of(SUBMITTED), RETURN_INCOMPLETE, INTAKE, NEUTRAL, DRAFT);
    }

    private static void people() {
        var running = Set.of(
                SUBMITTED, COMPLETENESS, DOCUMENT_REVIEW, MORE_NEEDED, ON_SITE, Stage.REPORT, DECISION, APPEALED);
        row(DECIDED, running, ASSIGN, EnumSet.of(INTAKE, WATCH), NEUTRAL, null);
        row(WATCHED, running, ASSIGN, WATCH, NEUTRAL, null);
        var scheme = EnumSet.of(INTAKE, ASSESSOR, LEAD, DECIDER, PUBLISHER, WATCH);
        row(ALL, running, DECLARE_CONFLICT, scheme, Set.of(OUTSIDE), null);
        row(STAGED, Set.of(REGISTERED), DECLARE_CONFLICT, PUBLISHER, Set.of(OUTSIDE), null);
    }

    private static void assessment() {
        var assessors = EnumSet.of(LEAD, ASSESSOR);
        var open = Set.of(DOCUMENT_REVIEW, ON_SITE);
        for (var act : List.of(JUDGE_CRITERION, REQUEST_EVIDENCE, RAISE_FINDING)) {
            row(REVIEWED, open, act, assessors, ASSESSING, null);
        }
        var untilReport = Set.of(DOCUMENT_REVIEW, MORE_NEEDED, ON_SITE, Stage.REPORT);
        row(REVIEWED, untilReport, CLOSE_FINDING, assessors, ASSESSING, null);
        row(REVIEWED, untilReport, REDACT_EVIDENCE, assessors, ASSESSING, null);
        row(Set.of(NEW, CHANGE), Set.of(REGISTERED), REDACT_EVIDENCE, PUBLISHER, PUBLISHING, null);
        row(REVIEWED, untilReport, ANSWER_FINDING, APPLICANT, NONE, null);
        var all = EnumSet.of(APPLICANT, LEAD, ASSESSOR);
        row(REVIEWED, open, ATTACH_EVIDENCE, all, ASSESSING, null);
        row(REVIEWED, Set.of(MORE_NEEDED), ATTACH_EVIDENCE, APPLICANT, NONE, null);
        row(REVIEWED, Set.of(MORE_NEEDED), DECLARE_CRITERION, APPLICANT, NONE, null);
        // Nobody drafts these two with all criteria: the provider declares while the documents are read.
        row(Set.of(CaseKind.SURVEILLANCE), Set.of(DOCUMENT_REVIEW), DECLARE_CRITERION, APPLICANT, NONE, null);

        row(REVIEWED, Set.of(DOCUMENT_REVIEW, ON_SITE, Stage.REPORT), ASK_MORE, LEAD, ASSESSING, MORE_NEEDED);
        row(REVIEWED, Set.of(MORE_NEEDED), RESPOND, APPLICANT, NONE, DOCUMENT_REVIEW);
        row(VISITED, Set.of(DOCUMENT_REVIEW), FINISH_REVIEW, LEAD, ASSESSING, ON_SITE);
        row(minus(REVIEWED, VISITED), Set.of(DOCUMENT_REVIEW), FINISH_REVIEW, LEAD, ASSESSING, Stage.REPORT);
        row(VISITED, Set.of(ON_SITE), RECORD_VISIT, assessors, ASSESSING, null);
        row(VISITED, Set.of(ON_SITE), FINISH_VISIT, LEAD, ASSESSING, Stage.REPORT);
    }

    private static void report() {
        row(ALL, Set.of(Stage.REPORT), WRITE_REPORT, LEAD, ASSESSING, null);
        row(ALL, Set.of(Stage.REPORT), FREEZE_REPORT, LEAD, ASSESSING, DECISION);
    }

    private static void decision() {
        row(DECIDED, Set.of(DECISION), VOTE_FOR, DECIDER, DECIDING, null);
        row(DECIDED, Set.of(DECISION), VOTE_AGAINST, DECIDER, DECIDING, Stage.REPORT);
        row(STAGED, Set.of(DECISION), RECORD, PLATFORM, NONE, REGISTERED);
        // What protects those who rely on a service, or keeps it from expiring, waits for nobody.
        row(minus(DECIDED, STAGED), Set.of(DECISION), RECORD, PLATFORM, NONE, PUBLISHED);
        row(DECIDED, Set.of(DECISION), REJECT, PLATFORM, NONE, REJECTED);
        row(STAGED, Set.of(REGISTERED), PUBLISH, PUBLISHER, PUBLISHING, PUBLISHED);
        // These two change no status, so they need no two deciders; what they find may open a suspension.
        row(WATCHED, Set.of(DECISION), CLOSE, WATCH, CONCLUDING, CLOSED);
    }

    private static void appeal() {
        row(minus(DECIDED, SUSPENSION), Set.of(REJECTED), APPEAL, APPLICANT, NONE, APPEALED);
        var again = EnumSet.copyOf(DECIDED);
        again.retainAll(REVIEWED);
        row(again, Set.of(APPEALED), REOPEN, INTAKE, PUBLISHING, DOCUMENT_REVIEW);
        row(minus(minus(DECIDED, SUSPENSION), REVIEWED), Set.of(APPEALED), REOPEN, INTAKE, PUBLISHING, Stage.REPORT);
        row(minus(DECIDED, SUSPENSION), Set.of(APPEALED), DISMISS_APPEAL, INTAKE, PUBLISHING, REJECTED);
    }

    /// Where a case of this kind begins, if this actor may open one.
    public static Optional<Stage> opening(CaseKind kind, CaseActor actor) {
        return switch (actor) {
            case APPLICANT -> APPLIED.contains(kind) ? Optional.of(DRAFT) : Optional.empty();
            case SURVEILLANCE ->
                switch (kind) {
                    case SUSPENSION, WITHDRAWAL -> Optional.of(Stage.REPORT);
                    case SURVEILLANCE, INCIDENT -> Optional.of(DOCUMENT_REVIEW);
                    default -> Optional.empty();
                };
            case PLATFORM -> kind == CaseKind.SURVEILLANCE ? Optional.of(DOCUMENT_REVIEW) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The line of the table, if there is one.
    public static Optional<Rule> rule(CaseKind kind, Stage stage, CaseAct act) {
        return Optional.ofNullable(TABLE.get(new Place(kind, stage, act)));
    }

    /// Whether this person may do this now.
    public static Verdict judge(CaseKind kind, Stage stage, CaseAct act, Standing person) {
        var rule = rule(kind, stage, act).orElse(null);
        if (rule == null) return new Verdict.Refused(CaseRefusal.NOT_NOW);
        var mine = EnumSet.noneOf(CaseActor.class);
        mine.addAll(person.actors());
        mine.retainAll(rule.who());
        if (mine.isEmpty()) return new Verdict.Refused(CaseRefusal.NOT_YOURS);
        if (mine.contains(APPLICANT)) return new Verdict.Allowed(rule.next());
        for (var separation : rule.separations()) {
            if (!separation.holds(person)) return new Verdict.Refused(separation.refusal());
        }
        return new Verdict.Allowed(rule.next());
    }

    /// All that the person may do now.
    public static Set<CaseAct> allowed(CaseKind kind, Stage stage, Standing person) {
        var acts = EnumSet.noneOf(CaseAct.class);
        for (var act : CaseAct.values()) {
            if (judge(kind, stage, act, person) instanceof Verdict.Allowed) acts.add(act);
        }
        return acts;
    }

    /// The stages that a case of this kind goes through when nothing comes back, in order.
    public static List<Stage> path(CaseKind kind) {
        var stage = APPLIED.contains(kind) ? DRAFT : kind == SUSPENSION ? Stage.REPORT : DOCUMENT_REVIEW;
        var path = new ArrayList<Stage>();
        while (stage != null) {
            path.add(stage);
            stage = forward(kind, stage).map(Rule::next).orElse(null);
        }
        return path;
    }

    /// Who must act so that the case moves on; empty when it has ended.
    public static Optional<CaseActor> turn(CaseKind kind, Stage stage) {
        if (stage == DECISION && DECIDED.contains(kind)) return Optional.of(DECIDER);
        if (stage == APPEALED) return Optional.of(INTAKE);
        return forward(kind, stage).map(rule -> rule.who().iterator().next());
    }

    private static Optional<Rule> forward(CaseKind kind, Stage stage) {
        var onward = List.of(
                SUBMIT, ACCEPT, FIND_COMPLETE, RESPOND, FINISH_REVIEW, FINISH_VISIT, FREEZE_REPORT, RECORD, PUBLISH);
        for (var act : onward) {
            var rule = rule(kind, stage, act);
            if (rule.isPresent()) return rule;
        }
        return stage == DECISION ? rule(kind, stage, CLOSE) : Optional.empty();
    }

    private static void row(
            Set<CaseKind> kinds,
            Set<Stage> from,
            CaseAct act,
            CaseActor who,
            Set<Separation> kept,
            @Nullable Stage next) {
        row(kinds, from, act, EnumSet.of(who), kept, next);
    }

    /// Without a next stage the case stays where it is.
    private static void row(
            Set<CaseKind> kinds,
            Set<Stage> from,
            CaseAct act,
            Set<CaseActor> who,
            Set<Separation> kept,
            @Nullable Stage next) {
        for (var kind : kinds) {
            for (var stage : from) {
                var rule = new Rule(
                        Collections.unmodifiableSet(who),
                        Collections.unmodifiableSet(kept),
                        next == null ? stage : next);
                if (TABLE.put(new Place(kind, stage, act), rule) != null) {
                    throw new IllegalStateException("Two lines for " + kind + " " + stage + " " + act);
                }
            }
        }
    }

    private static Set<CaseKind> without(CaseKind... kinds) {
        var rest = EnumSet.allOf(CaseKind.class);
        for (var kind : kinds) rest.remove(kind);
        return rest;
    }

    private static Set<CaseKind> minus(Set<CaseKind> kinds, CaseKind kind) {
        return minus(kinds, Set.of(kind));
    }

    private static Set<CaseKind> minus(Set<CaseKind> kinds, Set<CaseKind> others) {
        var rest = EnumSet.copyOf(kinds);
        rest.removeAll(others);
        return rest;
    }
}
