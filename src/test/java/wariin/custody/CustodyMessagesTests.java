package wariin.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page, its stages and what is wrapped have their words in both languages.
class CustodyMessagesTests {

    @Test
    void sayEverythingInBothLanguages() throws IOException {
        assertThat(words("custody").keySet()).isEqualTo(words("custody_ja").keySet());
        var words = words("custody");
        for (var stage : Rotation.Stage.values()) {
            if (stage == Rotation.Stage.FINISHED) continue; // the page says what is under way
            assertThat(words).containsKey("custody.stage." + stage.name().toLowerCase(Locale.ROOT));
        }
        for (var table : new String[] {
            "keys_key", "vault_owner_key", "identity_totp", "identity_provider", "enrolment_key", "enrolment_secret"
        }) {
            assertThat(words).containsKey("custody.table." + table);
        }
        for (var module : new String[] {"file", "token"}) {
            assertThat(words).containsKeys("custody.module." + module, "custody.rotate.backup." + module);
        }
    }

    @Test
    void haveAWordForEveryKeyThatThePageNames() throws IOException {
        var words = words("custody");
        var named = Pattern.compile("#\\{(custody\\.[A-Za-z0-9._-]+)[}(]")
                .matcher(Files.readString(Path.of("src/main/resources/templates/custody/keys.html")))
                .results();
        assertThat(named.map(found -> found.group(1))).isNotEmpty().allMatch(words::containsKey);
    }

    private static Properties words(String file) throws IOException {
        var words = new Properties();
        try (var in = CustodyMessagesTests.class.getResourceAsStream("/messages/" + file + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
