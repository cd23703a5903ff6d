package wariin.procurement;

import java.util.ArrayList;
import java.util.List;
import wariin.site.Bilingual;

/// Reads the text of a rule (grammar in docs/rules.md). A wrong text gives one sentence and the place of the mistake.
final class RuleText {

    static final int LONGEST = 4000;
    private static final int DEEPEST = 40;

    /// What became of reading a text.
    sealed interface Reading {

        record Read(Expression expression) implements Reading {}

        /// Line and column count from one.
        record Wrong(int line, int column, Bilingual sentence) implements Reading {}
    }

    /// A mistake on its way out of the parser; never leaves {@link #read}.
    private static final class Mistake extends RuntimeException {
        private final RuleTokens.Token at;
        private final transient Bilingual sentence;

        Mistake(RuleTokens.Token at, Bilingual sentence) {
            super(sentence.en(), null, false, false);
            this.at = at;
            this.sentence = sentence;
        }
    }

    private final List<RuleTokens.Token> tokens;
    private int next;
    private int depth;

    private RuleText(List<RuleTokens.Token> tokens) {
        this.tokens = tokens;
    }

    static Reading read(String text) {
        if (text.length() > LONGEST) {
            var sentence = Bilingual.of("ルールは4,000文字までです。", "A rule has at most 4,000 characters.");
            return new Reading.Wrong(1, 1, sentence);
        }
        try {
            var parser = new RuleText(RuleTokens.of(text));
            var expression = parser.anyOf();
            parser.expectEnd();
            return new Reading.Read(expression);
        } catch (Mistake mistake) {
            return new Reading.Wrong(mistake.at.line(), mistake.at.column(), mistake.sentence);
        }
    }

    private Expression anyOf() {
        var parts = new ArrayList<>(List.of(allOf()));
        while (accept("or")) parts.add(allOf());
        return parts.size() == 1 ? parts.getFirst() : new Expression.AnyOf(List.copyOf(parts));
    }

    private Expression allOf() {
        var parts = new ArrayList<>(List.of(negation()));
        while (accept("and")) parts.add(negation());
        return parts.size() == 1 ? parts.getFirst() : new Expression.AllOf(List.copyOf(parts));
    }

    private Expression negation() {
        if (++depth > DEEPEST) throw wrong("括弧と not の重なりが深すぎます。", "Brackets and `not` are nested too deep.");
        try {
            if (accept("not")) return new Expression.Not(negation());
            if (!accept("(")) return fact();
            var inner = anyOf();
            expect(")");
            return inner;
        } finally {
            depth--;
        }
    }

    private Expression fact() {
        var word = peek();
        if (word.kind() != RuleTokens.Kind.WORD || Vocabulary.RESERVED.contains(word.text())) {
            throw wrong(
                    "ここには事実の名前(%s など)が必要です。".formatted("jts"),
                    word.end()
                            ? "The rule ends too early: a fact such as jts is missing."
                            : "A fact such as jts is expected here, not '%s'.".formatted(word.text()));
        }
        next++;
        var source = Vocabulary.Source.of(word.text());
        if (source.isPresent()) return entry(source.get(), word);
        var flag = Vocabulary.FlagName.of(word.text());
        if (flag.isPresent()) return new Expression.Flag(flag.get());
        var name = Vocabulary.ofTheSubject(word.text()).orElseThrow(() -> unknown(word));
        return comparison(name);
    }

    private Expression entry(Vocabulary.Source source, RuleTokens.Token word) {
        var conditions = new ArrayList<Expression.Comparison>();
        if (accept("(")) {
            do {
                conditions.add(condition(source));
            } while (accept(","));
            expect(")");
        }
        if (source == Vocabulary.Source.RECOGNISED
                && conditions.stream().noneMatch(one -> one.name().word().equals("as"))) {
            throw new Mistake(
                    word,
                    Bilingual.of(
                            "recognised には何と同等かが必要です: recognised(as = jts)",
                            "`recognised` needs to say as good as what: recognised(as = jts)"));
        }
        return new Expression.Entry(source, List.copyOf(conditions));
    }

    private Expression.Comparison condition(Vocabulary.Source source) {
        var word = take();
        var name = Vocabulary.ofAnEntry(word.text())
                .filter(known -> source.conditions().contains(known.word()))
                .orElseThrow(() -> new Mistake(
                        word,
                        Bilingual.of(
                                "%s に使える条件は %s です。「%s」は使えません。"
                                        .formatted(source.word(), String.join("、", source.conditions()), word.text()),
                                "Conditions of %s are %s, not '%s'."
                                        .formatted(
                                                source.word(), String.join(", ", source.conditions()), word.text()))));
        return comparison(name);
    }

    private Expression.Comparison comparison(Vocabulary.Name name) {
        var sign = take();
        var operator = Expression.Operator.of(sign.text())
                .orElseThrow(() -> new Mistake(
                        sign,
                        Bilingual.of(
                                "%s の後には = != < <= > >= in のどれかが必要です。".formatted(name.word()),
                                "After %s one of = != < <= > >= in is expected.".formatted(name.word()))));
        if (operator.orders() && !name.ordered()) {
            throw new Mistake(
                    sign,
                    Bilingual.of(
                            "%s に大小はありません。= != in を使ってください。".formatted(name.word()),
                            "%s has no order: use = != or in.".formatted(name.word())));
        }
        var values = new ArrayList<String>();
        if (operator == Expression.Operator.IN) {
            expect("{");
            do {
                values.add(value(name));
            } while (accept(","));
            expect("}");
        } else {
            values.add(value(name));
        }
        return new Expression.Comparison(name, operator, List.copyOf(values));
    }

    private String value(Vocabulary.Name name) {
        var value = take();
        if (!value.isA(name.kind())) {
            throw new Mistake(
                    value,
                    Bilingual.of(
                            "%s の値は%sです。"
                                    .formatted(name.word(), name.kind().words().ja()),
                            "The value of %s is %s."
                                    .formatted(name.word(), name.kind().words().en())));
        }
        if (!name.choices().isEmpty() && !name.choices().contains(value.text())) {
            throw new Mistake(
                    value,
                    Bilingual.of(
                            "%s の値は %s のどれかです。".formatted(name.word(), String.join("、", name.choices())),
                            "The value of %s is one of %s.".formatted(name.word(), String.join(", ", name.choices()))));
        }
        return value.text();
    }

    private Mistake unknown(RuleTokens.Token word) {
        var known = String.join(", ", Vocabulary.beginnings());
        return new Mistake(
                word,
                Bilingual.of(
                        "「%s」という事実はありません。使えるのは %s です。".formatted(word.text(), known),
                        "There is no fact '%s'; there are %s.".formatted(word.text(), known)));
    }

    private void expectEnd() {
        var rest = peek();
        if (rest.end()) return;
        throw new Mistake(
                rest,
                Bilingual.of(
                        "「%s」の前に and か or が必要です。".formatted(rest.text()),
                        "`and` or `or` is missing before '%s'.".formatted(rest.text())));
    }

    private void expect(String sign) {
        if (!accept(sign)) throw wrong("ここに「%s」が必要です。".formatted(sign), "'%s' is expected here.".formatted(sign));
    }

    private boolean accept(String text) {
        var token = peek();
        var fits = token.kind() != RuleTokens.Kind.TEXT
                && !token.end()
                && token.text().equals(text);
        if (fits) next++;
        return fits;
    }

    private RuleTokens.Token take() {
        var token = peek();
        if (!token.end()) next++;
        return token;
    }

    private RuleTokens.Token peek() {
        var token = tokens.get(next);
        if (token.kind() == RuleTokens.Kind.WRONG) {
            throw wrongAt(
                    token, "「%s」はここに書けません。".formatted(token.text()), "'%s' cannot stand here.".formatted(token.text()));
        }
        return token;
    }

    private Mistake wrong(String ja, String en) {
        return wrongAt(tokens.get(next), ja, en);
    }

    private static Mistake wrongAt(RuleTokens.Token at, String ja, String en) {
        return new Mistake(at, Bilingual.of(ja, en));
    }
}
