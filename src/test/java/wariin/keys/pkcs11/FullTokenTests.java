package wariin.keys.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A token without room for another key.
class FullTokenTests {

    @Test
    void saysThatNothingFitsKeepsWhatItHasAndGoesOnWithMoreRoom() throws Exception {
        try (var token = SmallToken.on(256)) {
            var ballast = token.fill(24);
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            FullToken.class.getName(),
                            SoftToken.PIN,
                            ballast.toString())
                    .redirectErrorStream(true);
            builder.environment().putAll(token.environment());
            var process = builder.start();
            var lines =
                    new String(process.getInputStream().readAllBytes()).lines().toList();

            assertThat(process.waitFor()).as("%s", lines).isZero();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("REFUSED"))
                    .hasSize(5)
                    .allSatisfy(line -> assertThat(line).contains("No new key could be made", "room for more keys"));
            assertThat(lines).filteredOn(line -> line.startsWith("HELD")).containsOnly("HELD false");
            assertThat(lines).noneMatch(line -> line.startsWith("VIOLATION"));
            assertThat(lines.getLast()).matches("MADE \\d+");
        }
    }
}
