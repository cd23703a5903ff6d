package wariin.procurement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Holds a fact against the values of a rule. A fact that nobody knows is neither pass nor fail.
final class Comparing {

    private Comparing() {}

    static Ruling compare(Expression.Comparison comparison, @Nullable String fact) {
        if (fact == null) return Ruling.INDETERMINATE;
        return Ruling.of(
                comparison.operator() == Expression.Operator.NOT_EQUAL
                        ? !same(comparison, fact, comparison.values().getFirst())
                        : comparison.values().stream().anyMatch(value -> holds(comparison, fact, value)));
    }

    private static boolean holds(Expression.Comparison comparison, String fact, String value) {
        return comparison.operator().orders()
                ? comparison.operator().holds(order(comparison.name(), fact, value))
                : same(comparison, fact, value);
    }

    private static boolean same(Expression.Comparison comparison, String fact, String value) {
        return comparison.name().ordered() ? order(comparison.name(), fact, value) == 0 : fact.equalsIgnoreCase(value);
    }

    private static int order(Vocabulary.Name name, String fact, String value) {
        return switch (name.kind()) {
            case NUMBER -> Long.compare(Long.parseLong(fact), Long.parseLong(value));
            case DATE -> LocalDate.parse(fact).compareTo(LocalDate.parse(value));
            case WORD ->
                Integer.compare(name.choices().indexOf(fact), name.choices().indexOf(value));
            case OID, TEXT -> fact.compareToIgnoreCase(value);
        };
    }
}
