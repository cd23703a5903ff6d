package wariin.enrolment.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Somebody who copies commands into a terminal and stops at the first that fails.
record Shell(int status, String output) {

    static Shell run(Path folder, Map<String, String> environment, String commands)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("shell", ".txt");
        try {
            var builder = new ProcessBuilder("bash", "-c", "set -e -o pipefail\n" + commands)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(commands + " hangs");
            }
            return new Shell(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
