package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Pages, mails and log entries of a recovery have their words in both languages.
class RecoveryMessagesTests {

    @Test
    void sayEverythingInBothLanguages() throws IOException {
        for (var room : new String[] {"identity", "journal"}) {
            assertThat(words(room).keySet()).isEqualTo(words(room + "_ja").keySet());
        }
        var words = words("identity");
        for (var refusal : RecoveryOutcome.Refusal.values()) {
            assertThat(words).containsKey("identity.recovery.refused." + refusal.key());
        }
        for (var state : new Recovery.State[] {Recovery.State.PROPOSED, Recovery.State.CONFIRMED}) {
            assertThat(words)
                    .containsKeys("identity.recovery.waits." + state.key(), "identity.recovery.means." + state.key());
        }
        for (var step : new String[] {"proposed", "confirmed", "stopped", "done", "void"}) {
            assertThat(words)
                    .containsKeys(
                            "identity.mail.recovery-" + step + ".subject", "identity.mail.recovery-" + step + ".body");
            assertThat(words("journal")).containsKey("journal.kind.operator-recovery-" + step);
        }
    }

    @Test
    void haveAWordForEveryKeyThatThePagesName() throws IOException {
        var words = words("identity");
        for (var page : new String[] {"operators", "recovery-of-operators"}) {
            var template = Files.readString(Path.of("src/main/resources/templates/identity/" + page + ".html"));
            var named = Pattern.compile("#\\{(identity\\.[A-Za-z0-9._-]+)[}(]")
                    .matcher(template)
                    .results();
            assertThat(named.map(found -> found.group(1))).isNotEmpty().allMatch(words::containsKey);
        }
    }

    private static Properties words(String file) throws IOException {
        var words = new Properties();
        try (var in = RecoveryMessagesTests.class.getResourceAsStream("/messages/" + file + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
