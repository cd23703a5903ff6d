package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class FindingWordsTests {
    @Test
    void knowsEveryFindingInJapaneseAndNothingElse() {
        var words = ResourceBundle.getBundle("wariin.x509.findings_ja", Locale.ROOT);

        assertThat(words.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Finding.values()).map(Finding::label).toList());
        for (var finding : Finding.values()) {
            assertThat(FindingWords.in(Locale.JAPANESE, finding.text("2.5.29.20")))
                    .startsWith(finding.label() + ": ")
                    .doesNotContain(finding.sentence())
                    .endsWith(": 2.5.29.20 (" + finding.clause() + ")");
            assertThat(FindingWords.in(Locale.ENGLISH, finding.text())).isEqualTo(finding.text());
        }
    }

    @Test
    void leavesOtherSentencesAlone() {
        assertThat(FindingWords.in(Locale.JAPANESE, "something: else")).isEqualTo("something: else");
    }
}
