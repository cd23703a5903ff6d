package wariin.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the platform with SIGKILL at random moments, again and again on the same data, and judges what is left.
/// {@code mvn test -Dtest=CrashTests -Dgroups=heavy -DexcludedGroups= -Dwariin.crash.rounds=50} does it fifty times.
@Tag("heavy")
class CrashTests {

    @TempDir
    Path folder;

    @Test
    void losesNothingAndLeavesNothingHalfWhenKilled() throws Exception {
        new Killing(folder, KilledPlatform.class, 6_000).goesOn(() -> {});
    }
}
