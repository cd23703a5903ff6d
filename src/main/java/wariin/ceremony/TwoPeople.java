package wariin.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The two whose passphrases open a key together; each of them knows one (EN 319 411-1, 6.5.1: dual control).
final class TwoPeople {
    private static final int SHORTEST = 12;

    /// Whoever uses them clears them.
    record Passphrases(char[] first, char[] second) {}

    private final Terminal terminal;
    private final List<Path> files;

    TwoPeople(Terminal terminal, List<String> files) {
        if (!files.isEmpty() && files.size() != 2) {
            throw new Refused("--passphrase-file is given twice, once for each of the two people");
        }
        this.terminal = terminal;
        this.files = files.stream().map(Path::of).toList();
    }

    /// For a new key.
    Passphrases choose(String key) {
        if (!files.isEmpty()) return read();
        return new Passphrases(chosen("first", key), chosen("second", key));
    }

    Passphrases give(String key) {
        if (!files.isEmpty()) return read();
        return new Passphrases(
                terminal.secret("First person's passphrase of " + key + ":"),
                terminal.secret("Second person's passphrase of " + key + ":"));
    }

    private char[] chosen(String who, String key) {
        while (true) {
            var typed = terminal.secret("The " + who + " person chooses a passphrase for " + key + " (" + SHORTEST
                    + " characters or more), unseen by the other:");
            var again = terminal.secret("The same once more:");
            try {
                if (Arrays.equals(typed, again) && typed.length >= SHORTEST) return typed.clone();
            } finally {
                Arrays.fill(typed, '\0');
                Arrays.fill(again, '\0');
            }
            terminal.say("It was too short, or typed differently. Once more.");
        }
    }

    private Passphrases read() {
        return new Passphrases(line(files.getFirst()), line(files.getLast()));
    }

    private static char[] line(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip().toCharArray();
        } catch (IOException e) {
            throw new Refused("The passphrase file " + file + " cannot be read", e);
        }
    }
}
