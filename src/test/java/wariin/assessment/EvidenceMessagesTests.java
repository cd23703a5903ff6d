package wariin.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvidenceMessagesTests {

    private static final List<String> DONE = List.of(
            "declaration",
            "judgement",
            "evidence",
            "version",
            "link",
            "disclosure",
            "finding",
            "correction",
            "retest",
            "request",
            "answer",
            "closed");
    private static final Pattern KEY = Pattern.compile("#\\{(assessment\\.[a-z.-]+[a-z])[(}]");

    @Test
    void sayEverythingInBothLanguages() {
        var english = words("");
        var japanese = words("ja");

        assertThat(japanese).isEqualTo(english);
        assertThat(english).containsAll(keys());
        assertThat(english).containsAll(keysOfTemplates());
    }

    private static TreeSet<String> words(String language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var bundle = ResourceBundle.getBundle("messages.assessment-evidence", Locale.of(language), control);
        assertThat(bundle.getLocale().getLanguage()).isEqualTo(language);
        return new TreeSet<>(bundle.keySet());
    }

    private static List<String> keys() {
        return Stream.of(
                        Arrays.stream(EvidenceRefusal.values()).map(EvidenceRefusal::key),
                        named("result", ItemResult.values()),
                        named("age", EvidenceAge.State.values()),
                        named("machine", MachineResult.Verdict.values()),
                        named("severity", Finding.Severity.values()),
                        named("finding.state", Finding.State.values()),
                        named("finding.act", FindingAct.Kind.values()),
                        named("request.state", EvidenceRequest.State.values()),
                        named("shown", EvidenceDisclosure.Shown.values()),
                        named("filter", AssessmentSheet.Filter.values()),
                        DONE.stream().map(form -> "assessment.done." + form),
                        Stream.of("finding", "repeated", "request", "request-overdue", "ages")
                                .flatMap(mail ->
                                        Stream.of(".subject", ".body").map(part -> "assessment.mail." + mail + part)))
                .flatMap(all -> all)
                .toList();
    }

    private static Stream<String> named(String kind, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> "assessment." + kind + "." + value.name());
    }

    private static List<String> keysOfTemplates() {
        var folder = Path.of("src/main/resources/templates/assessment");
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(criteri|evidence|findings).*"))
                    .flatMap(file -> KEY.matcher(read(file)).results().map(found -> found.group(1)))
                    .distinct()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
