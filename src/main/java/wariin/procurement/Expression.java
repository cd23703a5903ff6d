package wariin.procurement;

import java.util.List;
import java.util.Optional;

/// A rule as it was read (docs/rules.md).
sealed interface Expression {

    record AnyOf(List<Expression> parts) implements Expression {}

    record AllOf(List<Expression> parts) implements Expression {}

    record Not(Expression part) implements Expression {}

    /// One entry of a source that covers what is asked about and fulfils every condition at once.
    record Entry(Vocabulary.Source source, List<Comparison> conditions) implements Expression {

        Optional<Comparison> condition(String name) {
            return conditions.stream()
                    .filter(condition -> condition.name().word().equals(name))
                    .findFirst();
        }
    }

    /// Something that is so or not: `revoked`.
    record Flag(Vocabulary.FlagName name) implements Expression {}

    /// A fact beside values: `bits >= 3072`.
    record Comparison(Vocabulary.Name name, Operator operator, List<String> values) implements Expression {}

    /// How a fact stands to values.
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">="),
        IN("in");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean orders() {
            return this == BELOW || this == AT_MOST || this == ABOVE || this == AT_LEAST;
        }

        static Optional<Operator> of(String sign) {
            for (var operator : values()) if (operator.sign.equals(sign)) return Optional.of(operator);
            return Optional.empty();
        }

        /// @param order negative, zero or positive: how the fact compares to the one value
        boolean holds(int order) {
            return switch (this) {
                case EQUAL, IN -> order == 0;
                case NOT_EQUAL -> order != 0;
                case BELOW -> order < 0;
                case AT_MOST -> order <= 0;
                case ABOVE -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }
}
