package wariin.assessment;

import java.util.Optional;
import org.springframework.stereotype.Component;

/// A first or further registration is applied for with a declaration for every criterion, and reported with a
/// judgement for every criterion.
@Component
class ItemGate implements CaseGate {

    private final ItemRegister items;
    private final ItemCatalogue catalogue;

    ItemGate(ItemRegister items, ItemCatalogue catalogue) {
        this.items = items;
        this.catalogue = catalogue;
    }

    @Override
    public Optional<CaseRefusal> against(Case item, CaseAct act) {
        if (item.kind() != CaseKind.NEW && item.kind() != CaseKind.RENEWAL) return Optional.empty();
        var whole = switch (act) {
            case SUBMIT -> declared(item);
            case FREEZE_REPORT -> judged(item);
            default -> true;
        };
        return whole ? Optional.empty() : Optional.of(CaseRefusal.CRITERIA_OPEN);
    }

    private boolean declared(Case item) {
        var declarations = items.declarations(item.id());
        return catalogue.criteria(item).stream().allMatch(criterion -> declarations.containsKey(criterion.id()));
    }

    private boolean judged(Case item) {
        var judgements = items.judgements(item.id());
        return catalogue.criteria(item).stream()
                .map(criterion -> judgements.get(criterion.id()))
                .allMatch(judgement -> judgement != null && judgement.result() != ItemResult.OPEN);
    }
}
