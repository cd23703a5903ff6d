package wariin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.Launcher.WrongUse;
import wariin.custody.Custody;
import wariin.custody.Rotation;
import wariin.keys.KeyPassphrase;
import wariin.keys.KeysUnusable;

/// `./wariin keys`: the key-encryption keys of a stopped installation. A running one has its page for the same.
final class KeysCommand {

    private static final String HELP = """
            ./wariin keys status | rotate [--data DIR] [--wariin.KEY=VALUE...] [--debug]
            ./wariin keys passphrase [--data DIR] [--new-passphrase-file FILE] [--wariin.keys.passphrase-file=FILE]

              status      how many secrets rest under which key-encryption key
              rotate      makes a new key, brings every secret under it, and destroys the older ones once nothing has
                          needed them for an hour (--wariin.custody.rest=PT0S: at once). Repeated, it goes on.
              passphrase  puts the key file under another passphrase; the platform may run, and needs the new one
                          from its next start on

            status and rotate are for a stopped installation: a running one shows and rotates at /operator/keys.
            0 done, 1 not.

            Example: ./wariin keys rotate --data /var/lib/wariin""";

    private static final String RUNNING = "A running platform shows and rotates its keys at /operator/keys";
    private static final String NEW_PASSPHRASE = "--new-passphrase-file";

    private KeysCommand() {}

    /// Runs what was typed and gives the exit code.
    static int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "help" : arguments.getFirst();
        var rest = new ArrayList<>(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        if (command.equals("help") || command.startsWith("-") || rest.contains("--help") || rest.contains("-h")) {
            System.out.println(HELP);
            return 0;
        }
        return switch (command) {
            case "status" -> onThePlatform(rest, KeysCommand::tell);
            case "rotate" -> onThePlatform(rest, KeysCommand::rotate);
            case "passphrase" -> changePassphrase(rest);
            default -> throw new WrongUse("There is no command 'keys " + command + "'; ./wariin keys help lists them");
        };
    }

    @FunctionalInterface
    private interface Work {
        int with(Custody custody);
    }

    private static int onThePlatform(List<String> words, Work work) {
        var options = RunOptions.of(words, Path.of("data"));
        var properties = options.properties();
        properties.put("server.port", 0);
        return StoppedInstallation.with(
                options, properties, RUNNING, platform -> work.with(platform.getBean(Custody.class)));
    }

    private static int tell(Custody custody) {
        var standing = custody.standing();
        System.out.println("Kept in   " + standing.place());
        for (var key : standing.generations().reversed()) {
            var does = key.equals(standing.current()) ? "Wraps" : "Opens";
            System.out.printf("%-9s %s: %d secrets%n", does, key, standing.under(key));
        }
        for (var table : standing.tables()) {
            var under = table.counts().getOrDefault(standing.current(), 0L);
            var all =
                    table.counts().values().stream().mapToLong(Long::longValue).sum();
            System.out.printf("          %-20s %d of %d under the newest key%n", table.table(), under, all);
        }
        var open = standing.open();
        System.out.println(open.map(rotation -> sentence(custody, rotation)).orElse("No rotation is under way."));
        return 0;
    }

    private static int rotate(Custody custody) {
        var begun = custody.begin("system");
        System.out.println(begun ? "A rotation begins." : "A rotation that was begun goes on.");
        var progress = Thread.ofVirtual().start(() -> count(custody));
        while (!custody.advance()) pause();
        progress.interrupt();
        var rotation = custody.newest(1).getFirst();
        if (rotation.stage() == Rotation.Stage.FINISHED) System.out.println(sentence(custody, rotation));
        tell(custody);
        return rotation.stage() == Rotation.Stage.STUCK ? 1 : 0;
    }

    private static void count(Custody custody) {
        try {
            while (true) {
                Thread.sleep(2000);
                System.out.println(custody.standing().remaining() + " secrets to go");
            }
        } catch (InterruptedException _) {
            // it is done
        } catch (RuntimeException _) {
            // what there is to tell, the work itself tells
        }
    }

    private static String sentence(Custody custody, Rotation rotation) {
        return switch (rotation.stage()) {
            case MOVING -> "A rotation is under way; ./wariin keys rotate or a running platform goes on with it.";
            case STUCK ->
                rotation.stuck() + " secrets do not open, so their older key stays: the log above names their rows.";
            case RESTING ->
                "Nothing needs the older keys any more. They are destroyed by a running platform, or by this command"
                        + " repeated, from " + custody.due(rotation).orElseThrow() + " on.";
            case FINISHED ->
                "Done: " + rotation.moved() + " secrets were brought under " + rotation.after()
                        + ", and the older keys are destroyed. Save the new key file together with the database.";
        };
    }

    /// Another process holds the rotation at this moment; it is not waited for longer than it takes.
    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new KeysUnusable("The rotation was interrupted: repeat the command", ended);
        }
    }

    private static int changePassphrase(List<String> words) {
        var fresh = taken(words, NEW_PASSPHRASE).map(Path::of);
        var options = RunOptions.of(words, Path.of("data"));
        var data = Path.of(options.properties().get("wariin.data").toString());
        StoppedInstallation.requireFolder(data);
        var file = KeyPassphrase.file(data);
        if (!Files.exists(file)) {
            throw new WrongUse(
                    "There is no key file " + file + "; the PIN of a token is changed by the token's own tools");
        }
        try {
            var before = present(options);
            var after = fresh.map(KeysCommand::firstLine).orElseGet(KeysCommand::typedTwice);
            KeyPassphrase.change(data, before, after);
        } catch (KeysUnusable unusable) {
            System.err.println("wariin: " + unusable.getMessage());
            return 1;
        }
        System.out.println("The key file " + file + " opens with the new passphrase only. Give it to the platform"
                + " from its next start on, and save the file anew.");
        return 0;
    }

    /// Where the platform takes it from, as far as that can be known without starting it; else it is asked for.
    private static char[] present(RunOptions options) {
        var settings = options.settings();
        var typed = settings.getOrDefault("wariin.keys.passphrase", System.getenv("WARIIN_KEYS_PASSPHRASE"));
        if (typed != null && !typed.isBlank()) return typed.toCharArray();
        var file = settings.getOrDefault("wariin.keys.passphrase-file", environmentsFile());
        return file == null ? secret("Passphrase of the key file now: ") : firstLine(Path.of(file));
    }

    /// Spring takes both ways of writing it.
    private static @Nullable String environmentsFile() {
        var file = System.getenv("WARIIN_KEYS_PASSPHRASEFILE");
        return file == null ? System.getenv("WARIIN_KEYS_PASSPHRASE_FILE") : file;
    }

    private static char[] typedTwice() {
        var once = secret("New passphrase (12+ characters): ");
        var again = secret("Again: ");
        try {
            if (!Arrays.equals(once, again)) throw new WrongUse("The two new passphrases differ; nothing was changed");
            return once;
        } finally {
            Arrays.fill(again, '\0');
        }
    }

    private static char[] secret(String question) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new WrongUse("There is no terminal to type a passphrase: --wariin.keys.passphrase-file=FILE names the"
                    + " present one, " + NEW_PASSPHRASE + " FILE the new one");
        }
        var typed = console.readPassword("%s", question);
        return typed == null ? new char[0] : typed;
    }

    private static char[] firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).orElse("").toCharArray();
        } catch (IOException unreadable) {
            throw new WrongUse("The file " + file + " cannot be read");
        }
    }

    private static Optional<String> taken(List<String> words, String option) {
        var at = words.indexOf(option);
        if (at < 0) return Optional.empty();
        if (at + 1 == words.size()) throw new WrongUse(option + " needs a value; --help shows an example");
        words.remove(at);
        return Optional.of(words.remove(at));
    }
}
