package wariin.x509;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wariin.x509.OpenSsl.Result;

/// Programs of others, as independent checkers: GnuTLS, NSS and what else there is.
public final class OutsideProgram {
    private OutsideProgram() {}

    /// Runs it in a folder and gives all that it printed; what it asks is answered with nothing.
    public static Result run(Path folder, String... command) {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS)) throw new IllegalStateException(command[0] + " hangs");
            return new Result(process.exitValue(), output);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(command[0] + " cannot be run", e);
        }
    }

    public static boolean isPresent(String name) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> new File(folder, name).canExecute());
    }
}
