package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Other people's signed PDFs, from a folder named by {@code -Dwariin.corpus}: each is judged or refused, none breaks
/// us.
@Tag("heavy")
class CorpusTests {

    @Test
    void judgesOrRefusesEveryFile() throws IOException {
        var folder = System.getProperty("wariin.corpus", "");
        assumeTrue(!folder.isEmpty(), "no corpus named");
        TestContracts.quiet();
        var validation = SignatureValidation.offline(Clock.systemUTC());
        var outcomes = new TreeMap<String, Integer>();
        try (var files = Files.walk(Path.of(folder))) {
            for (var file : files.filter(name -> name.toString().endsWith(".pdf"))
                    .sorted()
                    .toList()) {
                var began = System.nanoTime();
                var report = validation.validate(file, Trust.none());
                var outcome = outcome(report);
                outcomes.merge(outcome, 1, Integer::sum);
                System.out.printf(
                        "%6d ms  %-40s %s%n", (System.nanoTime() - began) / 1_000_000, outcome, file.getFileName());
            }
        }
        System.out.println(outcomes);

        assertThat(outcomes).isNotEmpty();
    }

    private static String outcome(ValidationReport report) {
        if (report.refusal() != null) return report.refusal().name();
        var reasons = new java.util.TreeSet<String>();
        for (var signature : report.signatures()) {
            if (signature.reason() != null) reasons.add(signature.reason().key().replace("reason.", ""));
            for (var change : signature.laterChanges())
                if (!change.allowed()) reasons.add(change.kind().name());
        }
        return report.verdict() + " " + reasons;
    }
}
