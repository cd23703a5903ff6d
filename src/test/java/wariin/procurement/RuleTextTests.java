package wariin.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jts",
                "webtrust or etsi or jts",
                "(webtrust or etsi or jts) and not revoked",
                "jts(level >= third-party, target in {ca, lra}, sector = defence)",
                "not not jts",
                "# a comment\njts # and another\n  or etsi",
                "date >= 2018-09-14 and bits >= 3072 and key = rsa",
                "policy in {1.2.392.200127.8.1, 2.5.29.32.0}",
                "list(name = \"tl-de\", type != \"x\") and signature-valid and time-proven",
                "webtrust(grace <= 92, statement > 2025-01-01, owner = \"Some Owner\")",
                "recognised(as = jts) or subject != provider"
            })
    void readsWhatTheGrammarAllows(String text) {
        assertThat(RuleText.read(text)).isInstanceOf(RuleText.Reading.Read.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    jts or                          | 1 | 7  | ends too early
                    jts etsi                        | 1 | 5  | is missing before
                    jts and or                      | 1 | 9  | A fact such as jts
                    jst                             | 1 | 1  | There is no fact 'jst'
                    (jts or etsi                    | 1 | 13 | ')' is expected
                    jts(colour = red)               | 1 | 5  | Conditions of jts are
                    jts(level => third-party)       | 1 | 12 | The value of level is a word
                    jts(level = gold)               | 1 | 13 | one of none, third-party, government
                    jts(target > ca)                | 1 | 12 | has no order
                    bits >= many                    | 1 | 9  | a number
                    date > 2026-13-01               | 1 | 8  | a date such as
                    date 2026-01-01                 | 1 | 6  | one of = !=
                    key in rsa                      | 1 | 8  | '{' is expected
                    jts ; drop                      | 1 | 5  | cannot stand here
                    recognised                      | 1 | 1  | as good as what
                    list(name = "tl)                | 1 | 13 | cannot stand here
                    """)
    void pointsAtTheMistake(String text, int line, int column, String sentence) {
        assertThat(RuleText.read(text)).isInstanceOfSatisfying(RuleText.Reading.Wrong.class, wrong -> {
            assertThat(wrong.sentence().en()).contains(sentence);
            assertThat(wrong.sentence().ja()).isNotEqualTo(wrong.sentence().en());
            assertThat(new int[] {wrong.line(), wrong.column()}).containsExactly(line, column);
        });
    }

    @Test
    void countsLinesAndColumnsAsPeopleDo() {
        var wrong = (RuleText.Reading.Wrong) RuleText.read("# 認証局\njts and\n  etsi xor webtrust");

        assertThat(wrong.line()).isEqualTo(3);
        assertThat(wrong.column()).isEqualTo(8);
    }

    @Test
    void refusesToNestWithoutEnd() {
        assertThat(RuleText.read("(".repeat(3000) + "jts" + ")".repeat(900)))
                .isInstanceOf(RuleText.Reading.Wrong.class);
        assertThat(RuleText.read("not ".repeat(900) + "jts")).isInstanceOf(RuleText.Reading.Wrong.class);
        assertThat(RuleText.read("x".repeat(5000))).isInstanceOf(RuleText.Reading.Wrong.class);
    }

    @Test
    void bindsNotBeforeAndBeforeOr() {
        var read = (RuleText.Reading.Read) RuleText.read("jts or etsi and not revoked");

        assertThat(read.expression()).isInstanceOfSatisfying(Expression.AnyOf.class, any -> {
            assertThat(any.parts().getLast()).isInstanceOf(Expression.AllOf.class);
        });
    }

    @Test
    void saysEveryShippedRuleInBothLanguages() {
        assertThat(RuleFile.shipped()).hasSize(4).allSatisfy(rule -> {
            assertThat(rule.meaning().en()).endsWith(".");
            assertThat(rule.meaning().ja()).endsWith("。");
            assertThat(rule.title().ja()).isNotEqualTo(rule.title().en());
        });
        assertThat(RuleFile.shipped().get(1).text()).isEqualTo("(webtrust or etsi or jts)\nand not revoked");
    }
}
