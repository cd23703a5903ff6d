package wariin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.keys.pkcs11.SmallToken;

/// Starts the platform with a token that is full, and with none: it stops with one sentence, and goes on when the
/// token is what it should be.
@Tag("heavy")
class TokenFaultTests {

    @TempDir
    Path folder;

    @Test
    void stopsWithOneSentenceAndGoesOnFromWhereItWas() throws Exception {
        try (var token = SmallToken.on(512)) {
            var ballast = token.fill(12); // the key for keys and a few of the authorities'
            refused(token, "No new key could be made in the token");
            Files.delete(ballast);
            stamps(token);
            token.remove();
            refused(token, "There is no initialised token in slot 0");
            token.putBack();
            stamps(token);
        }
    }

    private void refused(SmallToken token, String sentence) throws Exception {
        try (var platform = ChildPlatform.start(folder, token.environment(), token.settings())) {
            assertThat(platform.awaitEnd()).isNotZero();
            System.out.println(platform.output());
            assertThat(platform.output()).contains(sentence).doesNotContain("\tat ");
            assertThat(platform.output().lines().filter(line -> line.contains(sentence)))
                    .hasSize(1);
        }
    }

    private void stamps(SmallToken token) throws Exception {
        try (var platform = ChildPlatform.start(folder, token.environment(), token.settings())
                        .awaitReady();
                var stampers = new Stampers(platform.url, 2)) {
            Thread.sleep(Duration.ofSeconds(3));
            var replies = stampers.all();
            assertThat(replies).isNotEmpty().allMatch(Stampers.Reply::isToken);
            assertThat(List.copyOf(replies).stream().map(Stampers.Reply::serial))
                    .doesNotHaveDuplicates();
        }
    }
}
