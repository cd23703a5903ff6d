package wariin.enrolment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of others, run in a folder.
public record Command(int status, String output) {

    public static Command run(Path folder, String... command) {
        return run(folder, List.of(command));
    }

    public static Command run(Path folder, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) throw new IllegalStateException(command + " hangs");
            return new Command(process.exitValue(), output);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(command + " cannot be run", e);
        }
    }
}
