package wariin.enrolment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;

/// The commands of docs/enrolment.md do what the text says.
@ProgramsTest
class DocumentedCallsTests {

    private static final Pattern COMMANDS = Pattern.compile("<!-- run -->\n```\n(.*?)```", Pattern.DOTALL);

    @Autowired
    ProgramDesk desks;

    @Value("${wariin.base-url}")
    String baseUrl;

    @TempDir
    Path folder;

    @Test
    void work() throws Exception {
        Assumptions.assumeTrue(run("command -v jq curl openssl", "") == 0, "jq, curl or openssl is not installed");
        var desk = desks.open("device/1", "example.jp");
        var key = desks.key(desk, Protocol.REST);
        var commands = new StringBuilder("set -e -o pipefail\n");
        var blocks = COMMANDS.matcher(Files.readString(Path.of("docs/enrolment.md")));
        while (blocks.find()) commands.append(blocks.group(1));

        var code = run(commands.toString(), key.secret());

        assertThat(commands).contains("/revocation");
        assertThat(code).describedAs(Files.readString(folder.resolve("output"))).isZero();
    }

    private int run(String commands, String token) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-x", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("TOKEN", token);
        builder.environment().put("BASE", baseUrl);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
