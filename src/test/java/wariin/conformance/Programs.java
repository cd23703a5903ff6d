package wariin.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Other people's programs, run in one folder.
record Programs(Path folder) {

    record Result(int status, String output) {}

    Result run(List<String> command) {
        try {
            // Apart, since what a program writes to both comes out mixed in the middle of lines.
            var errors = Files.createTempFile(folder, "errors", ".txt");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .redirectInput(new File("/dev/null"))
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IllegalStateException(command + " hangs");
            output += "\n" + Files.readString(errors);
            Files.delete(errors);
            return new Result(process.exitValue(), output);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(command.getFirst() + " cannot be run", e);
        }
    }

    void require(String... command) {
        var result = run(List.of(command));
        if (result.status() != 0) throw new AssertionError(List.of(command) + ": " + result.output());
    }

    boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    String pem(String kind, byte[] der) {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    <T> List<List<T>> batches(List<T> all, int size) {
        var batches = new ArrayList<List<T>>();
        for (var i = 0; i < all.size(); i += size) batches.add(all.subList(i, Math.min(all.size(), i + size)));
        return batches;
    }
}
