package wariin.assessment;

import static wariin.assessment.EvidenceDesk.refused;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import wariin.assessment.EvidenceOutcome.Done;
import wariin.identity.CurrentUser;

/// The items of a case: one for each criterion of the catalogue version that the case is judged by. The applicant
/// declares, assessors judge; both are added to what was said before and never changed.
@Service
public class AssessmentItems {

    private static final int LONGEST = 8000;
    private static final int LONGEST_PUBLIC = 2000;

    /// How far the judging is.
    public record Progress(int total, int declared, int met, int notMet, int notApplicable) {

        public int open() {
            return total - met - notMet - notApplicable;
        }

        public int judged() {
            return total - open();
        }
    }

    /// What moving to the newest version of the criteria would mean.
    public record Move(UUID version, String name, List<String> toReassess, List<String> removed) {}

    private final EvidenceDesk desk;
    private final ItemRegister register;
    private final ItemCatalogue catalogue;

    AssessmentItems(EvidenceDesk desk, ItemRegister register, ItemCatalogue catalogue) {
        this.desk = desk;
        this.register = register;
        this.catalogue = catalogue;
    }

    /// In the order of the catalogue.
    public List<AssessmentItem> of(Case item) {
        var declarations = register.declarations(item.id());
        var judgements = register.judgements(item.id());
        return catalogue.criteria(item).stream()
                .map(criterion ->
                        new AssessmentItem(criterion, declarations.get(criterion.id()), judgements.get(criterion.id())))
                .toList();
    }

    public Progress progress(Case item) {
        return progress(of(item));
    }

    static Progress progress(List<AssessmentItem> items) {
        var counts = new int[ItemResult.values().length];
        var declared = 0;
        for (var item : items) {
            counts[item.result().ordinal()]++;
            if (item.declared()) declared++;
        }
        return new Progress(
                items.size(),
                declared,
                counts[ItemResult.MET.ordinal()],
                counts[ItemResult.NOT_MET.ordinal()],
                counts[ItemResult.NOT_APPLICABLE.ordinal()]);
    }

    /// The applicant says how a criterion is met, or why a conditional one does not apply.
    public EvidenceOutcome declare(
            CurrentUser me, CaseId id, String criterion, boolean applies, String said, String place) {
        return desk.act(me, id, CaseAct.DECLARE_CRITERION, view -> {
            var found = catalogue.find(view.item(), criterion);
            if (found.isEmpty()) return refused(EvidenceRefusal.UNKNOWN_CRITERION);
            if (!applies && found.get().mandatory()) return refused(EvidenceRefusal.MANDATORY);
            if (said.isBlank()) {
                return refused(applies ? EvidenceRefusal.TEXT_MISSING : EvidenceRefusal.REASON_MISSING);
            }
            var where = EvidenceDetails.oneLine(place);
            if (said.length() > LONGEST || where.length() > EvidenceDetails.LONGEST_PLACE) {
                return refused(EvidenceRefusal.TEXT_TOO_LONG);
            }
            var before = register.declarations(id).get(criterion);
            if (before != null
                    && before.applies() == applies
                    && before.said().equals(said.strip())
                    && before.place().equals(where)) return new Done(criterion);
            var number = before == null ? 1 : before.number() + 1;
            register.add(
                    id, new ItemDeclaration(criterion, number, applies, said.strip(), where, desk.now(), me.getName()));
            desk.record("criterion-declared", id, me.getName(), facts(criterion, number, applies ? "APPLIES" : "NOT"));
            return new Done(criterion);
        });
    }

    /// An assessor judges a criterion.
    ///
    /// @param seen the number of the judgement that the assessor saw, 0 for none: nobody overrules unseen what a
    ///     colleague judged meanwhile
    public EvidenceOutcome judge(CurrentUser me, CaseId id, ItemJudgement judged, int seen) {
        return desk.act(me, id, CaseAct.JUDGE_CRITERION, view -> {
            var found = catalogue.find(view.item(), judged.criterion());
            if (found.isEmpty()) return refused(EvidenceRefusal.UNKNOWN_CRITERION);
            if (judged.result() == ItemResult.NOT_APPLICABLE && found.get().mandatory()) {
                return refused(EvidenceRefusal.MANDATORY);
            }
            var needsNote = judged.result() == ItemResult.NOT_MET || judged.result() == ItemResult.NOT_APPLICABLE;
            if (needsNote && judged.note().isBlank()) return refused(EvidenceRefusal.REASON_MISSING);
            if (judged.note().length() > LONGEST || judged.publicNote().length() > LONGEST_PUBLIC) {
                return refused(EvidenceRefusal.TEXT_TOO_LONG);
            }
            var before = register.judgements(id).get(judged.criterion());
            if (before != null && same(before, judged)) return new Done(judged.criterion());
            var number = before == null ? 0 : before.number();
            if (number != seen) return refused(EvidenceRefusal.MOVED_ON);
            var methods = Set.copyOf(judged.methods());
            register.add(
                    id,
                    new ItemJudgement(
                            judged.criterion(),
                            number + 1,
                            judged.result(),
                            judged.note().strip(),
                            judged.publicNote().strip(),
                            List.of("EXAMINE", "INTERVIEW", "TEST").stream()
                                    .filter(methods::contains)
                                    .toList(),
                            desk.now(),
                            me.getName()));
            desk.record(
                    "criterion-judged",
                    id,
                    me.getName(),
                    facts(judged.criterion(), number + 1, judged.result().name()));
            return new Done(judged.criterion());
        });
    }

    private static boolean same(ItemJudgement before, ItemJudgement judged) {
        return before.result() == judged.result()
                && before.note().equals(judged.note().strip())
                && before.publicNote().equals(judged.publicNote().strip())
                && new LinkedHashSet<>(before.methods()).equals(new LinkedHashSet<>(judged.methods()));
    }

    /// What is open if the case moves to the version in force today; empty if it is judged by that one.
    public java.util.Optional<Move> move(Case item) {
        var now = catalogue.version(item);
        var target = item.target();
        if (catalogue.catalogues().target(target, desk.today()).isEmpty()) return java.util.Optional.empty();
        var newest = catalogue.catalogues().inForce(target, desk.today());
        if (newest.id().equals(now)) return java.util.Optional.empty();
        var gap = catalogue.catalogues().gap(now, newest.id(), target);
        var removed = gap.removed().stream().map(criterion -> criterion.id()).toList();
        return java.util.Optional.of(new Move(newest.id(), newest.version(), gap.toReassess(), removed));
    }

    /// Judges a case by the version in force today from now on. What did not change keeps its judgement; what did is
    /// open again. Evidence and declarations stay where they are.
    public EvidenceOutcome moveToNewest(CurrentUser me, CaseId id) {
        return desk.act(me, id, CaseAct.JUDGE_CRITERION, view -> {
            var move = move(view.item());
            if (move.isEmpty()) return new Done(id.toString());
            var judgements = register.judgements(id);
            var opened = new ArrayList<String>();
            for (var criterion : move.get().toReassess()) {
                var before = judgements.get(criterion);
                if (before == null || before.result() == ItemResult.OPEN) continue;
                register.add(id, opened(before, move.get(), me));
                opened.add(criterion);
            }
            register.move(id, move.get().version(), me.getName(), desk.now());
            var facts = new HashMap<>(Map.of("version", move.get().name(), "opened", String.join(",", opened)));
            facts.put("toReassess", String.valueOf(move.get().toReassess().size()));
            desk.record("case-criteria-moved", id, me.getName(), facts);
            return new Done(id.toString());
        });
    }

    private ItemJudgement opened(ItemJudgement before, Move move, CurrentUser me) {
        var note = "→ " + move.name();
        return new ItemJudgement(
                before.criterion(),
                before.number() + 1,
                ItemResult.OPEN,
                note,
                "",
                List.of(),
                desk.now(),
                me.getName());
    }

    private static Map<String, String> facts(String criterion, int number, String what) {
        return Map.of("criterion", criterion, "number", String.valueOf(number), "what", what);
    }
}
