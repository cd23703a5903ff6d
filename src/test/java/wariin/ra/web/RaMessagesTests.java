package wariin.ra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wariin.ca.revocation.RevocationProblem;
import wariin.ca.revocation.RevocationReason;
import wariin.ra.desk.Desks;
import wariin.ra.desk.EvidenceAbout;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.request.RequestState;

/// Every page, state, finding and reason has its words in both languages.
class RaMessagesTests {

    @Test
    void sayEverythingInBothLanguages() throws IOException {
        assertThat(words("ra").keySet()).isEqualTo(words("ra_ja").keySet());
        for (var file : new String[] {"ra", "ra_ja"}) {
            var words = words(file);
            for (var one : RequestState.values()) assertThat(words).containsKey("ra.state." + one.key());
            for (var one : CheckFinding.Code.values()) assertThat(words).containsKey("ra.finding." + one.key());
            for (var one : EvidenceMethod.values()) assertThat(words).containsKey("ra.method." + one.key());
            for (var one : EvidenceAbout.values()) assertThat(words).containsKey("ra.about." + one.key());
            for (var one : RevocationReason.ofRevocation()) {
                var key = one.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
                assertThat(words).containsKey("ra.revocation." + key);
            }
            for (var one : RevocationProblem.values()) {
                assertThat(words)
                        .containsKey(
                                "ra.problem." + RevocationPages.Choice.of(one).key());
            }
            for (var one : HolderProfile.values()) {
                assertThat(words).containsKeys("ra.profile." + one.key(), "ra.profile." + one.key() + ".text");
            }
            for (var one : Desks.Change.values()) {
                if (one != Desks.Change.DONE) assertThat(words).containsKey("ra.change." + ChangeWords.key(one));
            }
        }
    }

    @Test
    void haveAWordForEveryKeyThatAPageNames() throws IOException {
        var words = words("ra");
        var keys = Pattern.compile("#\\{(ra\\.[A-Za-z0-9.-]+)[}(]");
        try (var pages = Files.list(Path.of("src/main/resources/templates/ra"))) {
            for (var page : pages.toList()) {
                var named = keys.matcher(Files.readString(page)).results();
                assertThat(named.map(found -> found.group(1)))
                        .as(page.toString())
                        .allMatch(words::containsKey);
            }
        }
    }

    private static Properties words(String file) throws IOException {
        var words = new Properties();
        try (var in = RaMessagesTests.class.getResourceAsStream("/messages/" + file + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
