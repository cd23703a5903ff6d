package wariin.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the platform with SIGKILL while it issues, again and again on the same data, and judges what is left: no
/// number twice, no certificate that the log lacks, no intent lost, no list that goes back.
/// {@code mvn test -Dtest=IssuanceCrashTests -Dgroups=heavy -DexcludedGroups= -Dwariin.crash.rounds=100} does it a
/// hundred times.
@Tag("heavy")
class IssuanceCrashTests {

    @TempDir
    Path folder;

    @Test
    void losesNothingAndIssuesNothingTwiceWhenKilled() throws Exception {
        var killing = new Killing(folder, KilledIssuer.class, 3_000);
        killing.goesOn(() -> forgetBodies(killing.notes()));
    }

    /// The bodies of certificates that came back are not asked for again; they would be most of the notes.
    private static void forgetBodies(Path notes) {
        try {
            var lines = Files.exists(notes) ? Files.readAllLines(notes) : java.util.List.<String>of();
            var issued = new HashSet<String>();
            for (var line : lines) {
                var words = line.split(" ");
                if (words[0].equals("ISSUED") && words.length == 4) issued.add(words[1]);
            }
            Files.write(
                    notes,
                    lines.stream()
                            .filter(line -> !line.startsWith("BEGUN ") || !issued.contains(line.split(" ")[1]))
                            .toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
