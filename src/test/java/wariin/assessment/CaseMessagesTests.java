package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// Every stage, kind, capacity and refusal has its words in both languages.
class CaseMessagesTests {

    @Test
    void nameEverythingInBothLanguages() throws IOException {
        for (var file : List.of("/messages/assessment.properties", "/messages/assessment_ja.properties")) {
            var words = words(file);
            Arrays.stream(CaseRefusal.values())
                    .forEach(one -> assertThat(words).containsKey("assessment.case.refusal." + one.key()));
            Arrays.stream(CaseKind.values())
                    .forEach(one -> assertThat(words)
                            .containsKeys("assessment.case.kind." + one.key(), "assessment.apply.title." + one.key()));
            Arrays.stream(Stage.values())
                    .forEach(one -> assertThat(words)
                            .containsKeys("assessment.case.stage." + one.key(), "assessment.case.now." + one.key()));
            Arrays.stream(CaseActor.values())
                    .forEach(one -> assertThat(words).containsKey("assessment.case.actor." + one.key()));
            for (var kind : CaseKind.values()) {
                Checklist.of(kind).forEach(item -> assertThat(words).containsKey("assessment.case.check." + item));
            }
        }
        assertThat(words("/messages/assessment.properties").keySet())
                .isEqualTo(words("/messages/assessment_ja.properties").keySet());
    }

    private static Properties words(String file) throws IOException {
        var words = new Properties();
        try (var in = CaseMessagesTests.class.getResourceAsStream(file)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
