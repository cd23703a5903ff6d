package wariin.ceremony;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import wariin.keys.KeysUnusable;
import wariin.keys.RootToken;

/// `./wariin pki`: the work of a root that is kept off the network. It needs no network, no database, no platform.
public final class CeremonyCommand {
    private static final int REFUSED = 1;
    private static final int WRONG_USE = 64;

    private static final String HELP = """
            ./wariin pki COMMAND ...      all of it works without network, database and platform

              ceremony SCRIPT --dir DIR   follows a script step by step, and goes on where it was interrupted
              sign REQUEST --dir DIR --repository URL [--root NAME] [--profile issuing] [--purpose OID]...
                   [--days N] [--name NAME]
                                          signs an authority's request
              list --dir DIR [--root NAME] [--days N] [--revoke SERIAL --reason REASON]
                                          makes the root's next revocation list
              record --dir DIR            checks the record of all ceremonies and the files that it names
              pin --token MODULE          has two people choose one half each of a token's PIN
              tokens --token MODULE       says which tokens the module of their maker sees
              lint FILE... [--lang ja] [--shards N]
                                          holds certificates, lists and status answers against what they owe; N is
                                          of how many parts a list is one. 0 nothing found, 1 something, 2 no such
                                          file
              show FILE...                says what is in certificates, lists and requests

            ceremony, sign and list ask for the passphrases of two people, or read them with --passphrase-file FILE
            given twice; --present NAME, twice or more, says who is there; --yes confirms every step.

            A root's key may be in a PKCS #11 token: --token MODULE [--slot N] [--label LABEL] names it, --in-token ROOT
            (again for each) which roots' new keys are made in it, all if none is named. Its PIN is what two people
            type one after the other, or --pin-file FILE given twice.

            Example: ./wariin pki ceremony first.json --dir /media/safe/root\
            """;

    private final Terminal terminal;
    private final SecureRandom random;
    private final Clock clock;

    CeremonyCommand(Terminal terminal, SecureRandom random, Clock clock) {
        this.terminal = terminal;
        this.random = random;
        this.clock = clock;
    }

    /// Runs the command that was typed and gives the exit code.
    public static int run(List<String> arguments) {
        return new CeremonyCommand(Terminal.ofProcess(), new SecureRandom(), Clock.systemUTC()).execute(arguments);
    }

    int execute(List<String> arguments) {
        try {
            return dispatch(arguments);
        } catch (Refused | KeysUnusable refused) {
            terminal.say("wariin: " + refused.getMessage());
            return REFUSED;
        }
    }

    private int dispatch(List<String> arguments) {
        var command = arguments.isEmpty() ? "help" : arguments.getFirst();
        var options = PkiOptions.of(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        if (options.help() || command.equals("help") || command.startsWith("-")) {
            terminal.say(HELP);
            return arguments.isEmpty() ? WRONG_USE : 0;
        }
        return switch (command) {
            case "ceremony" -> follow(CeremonyScript.read(Path.of(options.operand("script"))), options);
            case "sign" -> follow(signing(options), options);
            case "list" -> follow(listing(options), options);
            case "pin" -> pin(options);
            case "tokens" -> tokens(options);
            case "record" -> record(options);
            case "lint" -> lint(options);
            case "show" -> show(options);
            default -> {
                terminal.say("wariin: there is no command 'pki " + command + "'; ./wariin pki help lists them");
                yield WRONG_USE;
            }
        };
    }

    private int follow(CeremonyScript script, PkiOptions options) {
        var folder = new CeremonyFolder(options.dir());
        var people = people(options);
        var setting = new CeremonyRun.Setting(terminal, clock, options.yes());
        var keys = new RootKeys(folder, people, random, TokenOptions.choice(options));
        try (var roots = new OfflineRoots(folder, keys, random, clock)) {
            new CeremonyRun(script, folder, roots, setting, options.all("--present")).perform();
        }
        return 0;
    }

    private TwoPeople people(PkiOptions options) {
        return new TwoPeople(terminal, options.all("--passphrase-file"), options.all("--pin-file"));
    }

    /// Whoever prepared the token knows its PIN until now, and nobody alone afterwards.
    private int pin(PkiOptions options) {
        var which = TokenOptions.one(options);
        var old = terminal.secret("PIN that the token " + which + " has now:");
        try (var token = RootToken.open(TokenOptions.module(options), which, old.clone())) {
            token.changePin(old, people(options).choosePin(which));
        }
        terminal.say("The token " + which + " has a PIN of two halves. Write neither down beside the other.");
        return 0;
    }

    private int tokens(PkiOptions options) {
        var all = RootToken.in(TokenOptions.module(options));
        for (var n = 0; n < all.size(); n++) terminal.say(n + "  " + all.get(n));
        if (all.isEmpty()) terminal.say("There is no initialised token");
        return all.isEmpty() ? REFUSED : 0;
    }

    private static CeremonyScript signing(PkiOptions options) {
        var request = Path.of(options.operand("request")).toAbsolutePath();
        var step = new LinkedHashMap<String, Object>();
        step.put("act", "sign");
        options.value("--root").ifPresent(root -> step.put("root", root));
        step.put("request", request.toString());
        options.value("--name").ifPresent(name -> step.put("name", name));
        step.put("profile", options.value("--profile").orElse("issuing"));
        if (!options.all("--purpose").isEmpty()) step.put("purposes", options.all("--purpose"));
        step.put("repository", options.needed("--repository"));
        step.put("days", options.days(15 * 365));
        return single("Sign " + request.getFileName(), step, request.getParent());
    }

    private static CeremonyScript listing(PkiOptions options) {
        var step = new LinkedHashMap<String, Object>();
        step.put("act", "list");
        options.value("--root").ifPresent(root -> step.put("root", root));
        options.value("--revoke").ifPresent(serial -> step.put("revoke", serial));
        options.value("--reason").ifPresent(reason -> step.put("reason", reason));
        step.put("days", options.days(365));
        return single("Make a revocation list", step, Path.of("."));
    }

    /// A ceremony of one step, whose script is what was typed.
    private static CeremonyScript single(String title, Map<String, Object> step, Path folder) {
        var written = new LinkedHashMap<String, Object>();
        written.put("ceremony", title);
        written.put("steps", List.of(step));
        var text = new JsonMapper().writeValueAsString(written).getBytes(StandardCharsets.UTF_8);
        return CeremonyScript.of(text, folder, "The command");
    }

    private int record(PkiOptions options) {
        var folder = new CeremonyFolder(options.dir());
        var record = CeremonyRecord.open(folder);
        if (record.entries().isEmpty()) throw new Refused("There is no record in " + folder.path());
        terminal.say(record.text().strip());
        terminal.say("");
        var changed = record.changedFiles();
        changed.forEach(terminal::say);
        record.unfinished().ifPresent(begun -> terminal.say("A ceremony is unfinished: " + begun.what()));
        terminal.say(changed.isEmpty() ? "The record is whole." : "The record is whole, but files are not.");
        return changed.isEmpty() ? 0 : REFUSED;
    }

    private int lint(PkiOptions options) {
        if (options.operands().isEmpty()) throw new Refused("One file at least is needed");
        var words = LintWords.of(options.value("--lang").orElse("en"));
        return new PkiLint(terminal, words, options.number("--shards", 1)).look(options.operands());
    }

    private int show(PkiOptions options) {
        files(options).forEach((name, file) -> {
            terminal.say(name);
            PkiText.of(file).forEach(line -> terminal.say("  " + line));
        });
        return 0;
    }

    private static Map<String, PkiFile> files(PkiOptions options) {
        if (options.operands().isEmpty()) throw new Refused("One file at least is needed");
        var files = new LinkedHashMap<String, PkiFile>();
        for (var name : options.operands()) files.put(name, PkiFile.read(Path.of(name)));
        return files;
    }
}
