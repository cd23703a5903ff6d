package wariin.assessment;

import static wariin.assessment.EvidenceDesk.refused;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.assessment.EvidenceOutcome.Done;
import wariin.identity.CurrentUser;

/// Takes declarations and evidence over from the last case about the same service, for criteria that did not change
/// since. Judgements are not taken over: every case is judged anew.
@Service
public class ItemCarrying {

    private final EvidenceDesk desk;
    private final ItemRegister items;
    private final EvidenceRegister evidence;
    private final ItemCatalogue catalogue;
    private final CaseRegister cases;

    ItemCarrying(
            EvidenceDesk desk,
            ItemRegister items,
            EvidenceRegister evidence,
            ItemCatalogue catalogue,
            CaseRegister cases) {
        this.desk = desk;
        this.items = items;
        this.evidence = evidence;
        this.catalogue = catalogue;
        this.cases = cases;
    }

    /// The case to take over from, as long as nothing was declared here and this person may declare.
    public Optional<Case> offer(CaseView view) {
        if (!view.may(CaseAct.DECLARE_CRITERION) || !view.may(CaseAct.ATTACH_EVIDENCE)) return Optional.empty();
        if (!items.declarations(view.item().id()).isEmpty()) return Optional.empty();
        return items.before(view.item()).flatMap(cases::find);
    }

    public EvidenceOutcome carry(CurrentUser me, CaseId id) {
        return desk.act(me, id, CaseAct.DECLARE_CRITERION, view -> {
            if (!view.may(CaseAct.ATTACH_EVIDENCE)) return refused(EvidenceRefusal.NOT_ALLOWED);
            var item = view.item();
            var before = items.before(item).flatMap(cases::find);
            if (before.isEmpty()) return new Done(id.toString());
            var same = unchanged(before.get(), item);
            var here = items.declarations(id);
            var declared = 0;
            for (var declaration : items.declarations(before.get().id()).values()) {
                if (!same.contains(declaration.criterion()) || here.containsKey(declaration.criterion())) continue;
                items.add(
                        id,
                        new ItemDeclaration(
                                declaration.criterion(),
                                1,
                                declaration.applies(),
                                declaration.said(),
                                declaration.place(),
                                desk.now(),
                                me.getName()));
                declared++;
            }
            var linked = 0;
            for (var link : evidence.links(before.get().id())) {
                if (link.superseded() || !same.contains(link.criterion())) continue;
                var added =
                        evidence.link(id, link.criterion(), link.item().id(), link.place(), me.getName(), desk.now());
                if (added) linked++;
            }
            var facts = Map.of(
                    "from", before.get().id().toString(),
                    "declarations", String.valueOf(declared),
                    "evidence", String.valueOf(linked));
            if (declared + linked > 0) desk.record("case-carried-over", id, me.getName(), facts);
            return new Done(id.toString());
        });
    }

    private HashSet<String> unchanged(Case before, Case now) {
        var same = new HashSet<String>();
        for (var criterion : catalogue.criteria(now)) same.add(criterion.id());
        var older = catalogue.version(before);
        var newer = catalogue.version(now);
        if (!older.equals(newer)) {
            same.removeAll(catalogue.catalogues().toReassess(older, newer, now.target()));
        }
        return same;
    }
}
