package wariin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.context.ApplicationContext;
import wariin.Launcher.WrongUse;
import wariin.keys.KeysUnusable;

/// An installation that does not run: for a command on it the same platform starts, for this machine only, with what
/// opens its keys.
final class StoppedInstallation {

    private StoppedInstallation() {}

    /// Runs the work on the platform and gives the exit code.
    ///
    /// @param running what to do instead while the folder belongs to a running platform
    static int with(
            RunOptions options,
            Map<String, Object> properties,
            String running,
            ToIntFunction<ApplicationContext> work) {
        requireFolder(Path.of(properties.get("wariin.data").toString()));
        properties.put("server.address", "127.0.0.1");
        Launcher.askForPassphrase(options, properties);
        try (var platform = Launcher.start(properties, options.debug(), running)) {
            return work.applyAsInt(platform);
        } catch (KeysUnusable unusable) {
            System.err.println("wariin: " + unusable.getMessage());
            return 1;
        }
    }

    static void requireFolder(Path data) {
        if (!Files.isDirectory(data)) throw new WrongUse("There is no data folder " + data + "; --data names it");
    }
}
