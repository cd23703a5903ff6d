package wariin.procurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wariin.site.Bilingual;

/// Says a rule in plain words: made from the rule itself, so that the words cannot say something else.
final class Meaning {

    private Meaning() {}

    static Bilingual of(Expression expression) {
        return Bilingual.of(japanese(expression) + "。", capital(english(expression)) + ".");
    }

    static Bilingual entry(Expression.Entry entry) {
        return Bilingual.of(japanese(entry), english(entry));
    }

    static Bilingual comparison(Expression.Comparison comparison) {
        return Bilingual.of(japanese(comparison), english(comparison));
    }

    private static String japanese(Expression expression) {
        return switch (expression) {
            case Expression.AnyOf(var parts) -> "次のどれか一つを満たすこと:" + joined(parts, "、または", Meaning::japanese);
            case Expression.AllOf(var parts) -> joined(parts, "、かつ", Meaning::japanese);
            case Expression.Not(Expression.Flag(var flag)) -> flag.negation().ja() + "こと";
            case Expression.Not(var part) -> "「" + japanese(part) + "」に当たらないこと";
            case Expression.Flag(var flag) -> flag.words().ja() + "こと";
            case Expression.Entry(var source, var conditions) ->
                source.words().ja()
                        + (source == Vocabulary.Source.WEBTRUST || source == Vocabulary.Source.ETSI
                                ? "を受けていること"
                                : "に有効なものとして載っていること")
                        + (conditions.isEmpty()
                                ? ""
                                : "(" + joined(new ArrayList<>(conditions), "、", Meaning::japanese) + ")");
            case Expression.Comparison comparison -> japanese(comparison);
        };
    }

    private static String japanese(Expression.Comparison comparison) {
        var values = values(comparison, Locale.JAPANESE, "・");
        var name = comparison.name().words().ja();
        var day = comparison.name().kind() == Vocabulary.Kind.DATE;
        return switch (comparison.operator()) {
            case EQUAL -> name + "が " + values;
            case NOT_EQUAL -> name + "が " + values + " 以外";
            case BELOW -> name + "が " + values + (day ? " より前" : " 未満");
            case AT_MOST -> name + "が " + values + (day ? " まで" : " 以下");
            case ABOVE -> name + "が " + values + (day ? " より後" : " を超える");
            case AT_LEAST -> name + "が " + values + (day ? " 以降" : " 以上");
            case IN -> name + "が " + values + " のどれか";
        };
    }

    private static String english(Expression expression) {
        return switch (expression) {
            case Expression.AnyOf(var parts) ->
                "at least one of these holds: " + joined(parts, "; or ", Meaning::english);
            case Expression.AllOf(var parts) -> joined(parts, ", and ", Meaning::english);
            case Expression.Not(Expression.Flag(var flag)) -> flag.negation().en();
            case Expression.Not(var part) -> "it is not so that " + english(part);
            case Expression.Flag(var flag) -> flag.words().en();
            case Expression.Entry(var source, var conditions) ->
                (source == Vocabulary.Source.WEBTRUST || source == Vocabulary.Source.ETSI
                                ? "its authority holds "
                                : "it is listed as good in ")
                        + source.words().en()
                        + (conditions.isEmpty()
                                ? ""
                                : " (" + joined(new ArrayList<>(conditions), ", ", Meaning::english) + ")");
            case Expression.Comparison comparison -> english(comparison);
        };
    }

    private static String english(Expression.Comparison comparison) {
        var values = values(comparison, Locale.ENGLISH, ", ");
        var name = comparison.name().words().en();
        var day = comparison.name().kind() == Vocabulary.Kind.DATE;
        return switch (comparison.operator()) {
            case EQUAL -> name + " is " + values;
            case NOT_EQUAL -> name + " is not " + values;
            case BELOW -> name + (day ? " is before " : " is below ") + values;
            case AT_MOST -> name + (day ? " is not after " : " is at most ") + values;
            case ABOVE -> name + (day ? " is after " : " is above ") + values;
            case AT_LEAST -> name + (day ? " is not before " : " is at least ") + values;
            case IN -> name + " is one of " + values;
        };
    }

    private static String values(Expression.Comparison comparison, Locale locale, String between) {
        return comparison.values().stream()
                .map(value -> Vocabulary.words(comparison.name(), value).in(locale))
                .collect(Collectors.joining(between));
    }

    private static String joined(
            List<Expression> parts, String between, java.util.function.Function<Expression, String> words) {
        return parts.stream()
                .map(part -> part instanceof Expression.AnyOf && parts.size() > 1
                        ? "(" + words.apply(part) + ")"
                        : words.apply(part))
                .collect(Collectors.joining(between));
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
