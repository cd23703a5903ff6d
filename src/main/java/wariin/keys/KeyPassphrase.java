package wariin.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import wariin.keys.software.FileModule;

/// The passphrase of an installation's key file, changed without a database, whether the platform runs or not.
public final class KeyPassphrase {

    private KeyPassphrase() {}

    /// Where the key file of a data folder is.
    public static Path file(Path data) {
        return data.resolve("keys").resolve("kek");
    }

    /// Puts the keys of the file under another passphrase: afterwards one of the two opens it, whatever happens.
    /// Clears both.
    public static void change(Path data, char[] before, char[] after) {
        Corretto.install();
        FileModule.changePassphrase(file(data), before, after, new SecureRandom());
    }
}
