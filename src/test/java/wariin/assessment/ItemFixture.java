package wariin.assessment;

import java.time.Clock;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;

/// Fills in all criteria of a case at once, for tests of what comes after; imported by the test.
@TestComponent
record ItemFixture(ItemRegister register, ItemCatalogue catalogue, Clock clock) {

    void declareAll(Case item, String by) {
        var before = register.declarations(item.id());
        for (var criterion : catalogue.criteria(item)) {
            if (before.containsKey(criterion.id())) continue;
            register.add(
                    item.id(),
                    new ItemDeclaration(
                            criterion.id(), 1, true, "Described in the manual", "Chapter 3", clock.instant(), by));
        }
    }

    void judgeAll(Case item, String by) {
        var before = register.judgements(item.id());
        for (var criterion : catalogue.criteria(item)) {
            var number = before.containsKey(criterion.id())
                    ? before.get(criterion.id()).number() + 1
                    : 1;
            register.add(
                    item.id(),
                    new ItemJudgement(
                            criterion.id(),
                            number,
                            ItemResult.MET,
                            "Seen",
                            "",
                            List.of("EXAMINE"),
                            clock.instant(),
                            by));
        }
    }
}
