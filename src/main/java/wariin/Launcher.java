package wariin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import wariin.ceremony.CeremonyCommand;
import wariin.demo.Demo;
import wariin.doctor.Doctor;
import wariin.procurement.ProcurementFiles;
import wariin.site.SiteSettings;
import wariin.validation.cli.VerifyCommand;

/// What `./wariin` starts: one method for each command, and one sentence for each thing that stops it.
public final class Launcher {

    private static final int WRONG_USE = 64;

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        var command = arguments.length == 0 ? "help" : arguments[0];
        var rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            switch (command) {
                case "run" -> serve(RunOptions.of(rest, Path.of("data")));
                case "demo" -> demo(RunOptions.of(rest, Path.of("demo")));
                case "doctor" -> examine(RunOptions.of(rest, Path.of("data")));
                case "verify" -> VerifyCommand.main(rest.toArray(String[]::new), new ProcurementFiles());
                case "keys" -> System.exit(KeysCommand.run(rest));
                case "operators" -> System.exit(OperatorsCommand.run(rest));
                case "pki" -> System.exit(CeremonyCommand.run(rest));
                default -> throw new WrongUse("There is no command '" + command + "'; ./wariin help lists them");
            }
        } catch (WrongUse wrong) {
            System.err.println("wariin: " + wrong.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private static void serve(RunOptions options) {
        if (options.help()) {
            System.out.println(RunOptions.RUN_HELP);
            return;
        }
        var properties = options.properties();
        askForPassphrase(options, properties);
        var platform = start(properties, options.debug());
        System.out.println(platform.getBean(SiteSettings.class).baseUrl() + "   (Ctrl+C ends it)");
    }

    /// On a terminal where none is configured, so that it need not rest in a file.
    static void askForPassphrase(RunOptions options, Map<String, Object> properties) {
        var console = System.console();
        if (options.hasPassphrase() || console == null || !console.isTerminal()) return;
        var typed = console.readPassword("Passphrase of the signing keys (first start: choose one, 12+ characters): ");
        properties.put("wariin.keys.passphrase", typed == null ? "" : new String(typed));
    }

    private static void demo(RunOptions options) throws IOException {
        if (options.help()) {
            System.out.println(RunOptions.DEMO_HELP);
            return;
        }
        var began = System.nanoTime();
        var out = options.out();
        var data = options.data().orElseGet(() -> freshData(out));
        var properties = options.properties();
        properties.put("wariin.data", data.toString());
        properties.put("wariin.keys.passphrase-file", passphrase(data).toString());
        if (!options.debug()) properties.put("logging.level.wariin", "warn");
        System.out.println("Starting a platform of its own in " + data + " ...");
        var platform = start(properties, options.debug());
        var concluded = concluded(platform, out, began, options);
        if (options.once() || !concluded) {
            platform.close();
            System.exit(concluded ? 0 : 1);
        }
        System.out.println("The platform keeps serving; Ctrl+C ends it.");
    }

    /// Looks at a stopped installation; a running one holds its folder and answers at /actuator/health.
    private static void examine(RunOptions options) {
        if (options.help()) {
            System.out.println(RunOptions.DOCTOR_HELP);
            return;
        }
        var properties = options.properties();
        if (!Files.isDirectory(Path.of(properties.get("wariin.data").toString()))) {
            throw new WrongUse("There is no data folder " + properties.get("wariin.data") + "; --data names it");
        }
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", 0);
        var platform = start(properties, options.debug());
        var results = platform.getBean(Doctor.class).examine();
        for (var result : results) {
            var finding = result.finding();
            System.out.printf("%-8s %s: %s%n", finding.verdict(), result.name(), finding.sentence());
            if (!finding.advice().isEmpty()) System.out.println("         " + finding.advice());
        }
        platform.close();
        System.exit(Doctor.healthy(results) ? 0 : 1);
    }

    private static boolean concluded(
            ConfigurableApplicationContext platform, Path out, long began, RunOptions options) {
        try {
            return platform.getBean(Demo.class).run(out, began, new Demo.Also(options.register(), options.desk()));
        } catch (RuntimeException failed) {
            if (options.debug()) failed.printStackTrace();
            System.err.println("wariin: the demo did not conclude its contract: " + failed.getMessage());
            return false;
        }
    }

    private static ConfigurableApplicationContext start(Map<String, Object> properties, boolean debug) {
        return start(properties, debug, "");
    }

    /// @param inUse what to do instead while the folder belongs to a running platform
    static ConfigurableApplicationContext start(Map<String, Object> properties, boolean debug, String inUse) {
        var application = new SpringApplication(Wariin.class);
        if (!debug) {
            properties.put("logging.level.org.springframework.boot.SpringApplication", "off");
            properties.put("logging.level.org.springframework.boot.diagnostics", "off");
            properties.put("logging.level.org.springframework.boot.web.server", "off");
            properties.put("logging.level.org.apache.catalina.loader", "off");
        }
        // Command-line arguments rank above files and environment.
        var arguments = properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        try {
            return application.run(arguments);
        } catch (RuntimeException notStarted) {
            if (debug) throw notStarted;
            var sentence = sentence(notStarted);
            System.err.println("wariin: " + sentence);
            if (!inUse.isEmpty() && sentence.contains("in use")) System.err.println("wariin: " + inUse);
            System.exit(1);
            throw notStarted;
        }
    }

    /// The deepest cause that speaks our own words, else what the framework said.
    static String sentence(Throwable notStarted) {
        String words = null;
        for (Throwable cause = notStarted; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException port) {
                return "Port " + port.getPort() + " is in use; choose another with --port";
            }
            if (cause.getClass().getPackageName().startsWith("wariin") && cause.getMessage() != null) {
                words = cause.getMessage();
            }
        }
        return words == null
                ? "The platform did not start: " + notStarted.getMessage() + " (--debug tells more)"
                : words;
    }

    private static Path freshData(Path out) {
        try {
            Files.createDirectories(out);
            return Files.createTempDirectory(out, "data-");
        } catch (IOException broken) {
            throw new WrongUse("The folder " + out + " cannot be written: " + broken.getMessage());
        }
    }

    /// The demo's keys are real, so their passphrase is chance's; it rests beside them, which is fit for a demo only.
    private static Path passphrase(Path data) throws IOException {
        Files.createDirectories(data);
        var file = data.resolve("passphrase");
        if (Files.exists(file)) return file;
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, HexFormat.of().formatHex(random));
    }

    /// Wrong use of the command line; the message says what is right.
    static final class WrongUse extends RuntimeException {
        WrongUse(String message) {
            super(message);
        }
    }
}
