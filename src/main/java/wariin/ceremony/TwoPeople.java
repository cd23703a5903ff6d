package wariin.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import wariin.keys.TokenIdentity;

/// The two whose passphrases open a key together, or whose halves make a token's PIN; each of them knows one
/// (EN 319 411-1, 6.5.1: dual control).
final class TwoPeople {
    private static final int SHORTEST = 12;
    private static final int SHORTEST_HALF = 4;

    /// Whoever uses them clears them.
    record Passphrases(char[] first, char[] second) {}

    private final Terminal terminal;
    private final List<Path> files;
    private final List<Path> pinFiles;

    TwoPeople(Terminal terminal, List<String> files, List<String> pinFiles) {
        this.terminal = terminal;
        this.files = two("--passphrase-file", files);
        this.pinFiles = two("--pin-file", pinFiles);
    }

    private static List<Path> two(String option, List<String> files) {
        if (!files.isEmpty() && files.size() != 2) {
            throw new Refused(option + " is given twice, once for each of the two people");
        }
        return files.stream().map(Path::of).toList();
    }

    /// For a new key.
    Passphrases choose(String key) {
        if (!files.isEmpty()) return read(files);
        return new Passphrases(
                chosen("first", "a passphrase for " + key, SHORTEST),
                chosen("second", "a passphrase for " + key, SHORTEST));
    }

    Passphrases give(String key) {
        if (!files.isEmpty()) return read(files);
        return new Passphrases(
                terminal.secret("First person's passphrase of " + key + ":"),
                terminal.secret("Second person's passphrase of " + key + ":"));
    }

    /// The PIN of a token is what both type, one after the other: each of them knows one half.
    char[] pin(TokenIdentity token) {
        if (!pinFiles.isEmpty()) return joined(read(pinFiles));
        return joined(new Passphrases(
                terminal.secret("First person's half of the PIN of the token " + token + ":"),
                terminal.secret("Second person's half of it:")));
    }

    /// A new PIN, one half of which each of them chooses.
    char[] choosePin(TokenIdentity token) {
        var what = "one half of the PIN of the token " + token;
        return joined(new Passphrases(chosen("first", what, SHORTEST_HALF), chosen("second", what, SHORTEST_HALF)));
    }

    private static char[] joined(Passphrases halves) {
        var pin = Arrays.copyOf(halves.first(), halves.first().length + halves.second().length);
        System.arraycopy(halves.second(), 0, pin, halves.first().length, halves.second().length);
        Arrays.fill(halves.first(), '\0');
        Arrays.fill(halves.second(), '\0');
        return pin;
    }

    private char[] chosen(String who, String what, int shortest) {
        while (true) {
            var typed = terminal.secret("The " + who + " person chooses " + what + " (" + shortest
                    + " characters or more), unseen by the other:");
            var again = terminal.secret("The same once more:");
            try {
                if (Arrays.equals(typed, again) && typed.length >= shortest) return typed.clone();
            } finally {
                Arrays.fill(typed, '\0');
                Arrays.fill(again, '\0');
            }
            terminal.say("It was too short, or typed differently. Once more.");
        }
    }

    private static Passphrases read(List<Path> files) {
        return new Passphrases(line(files.getFirst()), line(files.getLast()));
    }

    private static char[] line(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip().toCharArray();
        } catch (IOException e) {
            throw new Refused("The file " + file + " cannot be read", e);
        }
    }
}
