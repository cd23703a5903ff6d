package wariin.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Other people's programs that judge what was made here.
final class Judges {

    private Judges() {}

    record Verdict(int status, String text) {}

    static boolean present() {
        return Files.isExecutable(Path.of("/usr/bin/qpdf")) && Files.isExecutable(Path.of("/usr/bin/pdfsig"));
    }

    static Verdict qpdf(Path file) {
        return run("qpdf", "--check", file.toString());
    }

    static Verdict pdfsig(Path file) {
        return run("pdfsig", "-nocert", file.toString());
    }

    static Verdict run(String... command) {
        try {
            var out = Files.createTempFile("judge", ".txt");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Verdict(-1, "no answer in a minute");
                }
                return new Verdict(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1));
            } finally {
                Files.delete(out);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
