package wariin.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTests {

    /// What may stand in the text as a number: names of standards and algorithms, numbers of sections, and the few
    /// limits that are code and no setting (each is held against the code below).
    private static final Pattern STANDING = Pattern.compile(
            "RFC [0-9]{4}|EN 319 [0-9]{3}(-[0-9])?|X\\.50[09]|PKCS#1[02]|SHA-(1|256|384|512)|P-(256|384)|ML-DSA-(65|87)"
                    + "|(?m)^#{2,3} [0-9.]+|(section )?[0-9]\\.[0-9]|20 (octets|オクテット)|64 (bits|ビット)|3072( bits| ビット)"
                    + "|1 to 128 octets|1～128 オクテット|v3|Version 2|第 [23] 版");

    @ParameterizedTest
    @CsvSource({"cps_en", "cps_ja", "pds_en", "pds_ja", "tds_en", "tds_ja"})
    void holdsNoNumberThatCouldDriftFromTheConfiguration(String name) throws IOException {
        var text = raw(name).replaceAll("\\[\\(.*?\\)\\]", "").replaceAll("\\[#.*?\\]|\\[/\\]", "");
        assertThat(STANDING.matcher(text).replaceAll("")).doesNotContainPattern("[0-9０-９]");
    }

    @ParameterizedTest
    @CsvSource({"cps", "pds", "tds"})
    void asksForTheSameFactsInBothLanguages(String document) throws IOException {
        var placeholder = Pattern.compile("\\$\\{[^}]+\\}");
        var en = placeholder
                .matcher(raw(document + "_en"))
                .results()
                .map(m -> m.group())
                .sorted()
                .toList();
        var ja = placeholder
                .matcher(raw(document + "_ja"))
                .results()
                .map(m -> m.group())
                .sorted()
                .toList();
        assertThat(ja).isEqualTo(en);
    }

    @Test
    void leavesWhatPeopleWroteAsText() {
        var texts = new StatementText();
        var html = texts.html("# A\n\n" + Markdown.inline("<script>alert(1)</script> *b* [x](javascript:1) | c"));
        assertThat(html)
                .doesNotContain("<script", "<em>", "<a href=\"javascript")
                .contains("&lt;script&gt;", "*b*", "| c");
    }

    private static String raw(String name) throws IOException {
        try (var in = StatementTextTests.class.getResourceAsStream("/practice/" + name + ".md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
