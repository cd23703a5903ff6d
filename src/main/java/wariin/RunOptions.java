package wariin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wariin.Launcher.WrongUse;

/// The options of `./wariin run` and `./wariin demo`, as they were typed.
record RunOptions(
        Optional<Path> data,
        Path out,
        Optional<Integer> port,
        boolean once,
        boolean register,
        boolean desk,
        boolean debug,
        boolean help,
        Map<String, String> settings) {

    static final String RUN_HELP = """
            ./wariin run [--data DIR] [--port N] [--wariin.KEY=VALUE...] [--debug]

            Starts the platform on its data folder (default ./data) and port (default 8080).
            The signing keys rest under a passphrase: it is asked for, or taken from WARIIN_KEYS_PASSPHRASE or from
            the file that --wariin.keys.passphrase-file names. The first start prints a one-time link to set the
            platform up.

            Example: ./wariin run --data /var/lib/wariin --port 8443""";

    static final String DEMO_HELP = """
            ./wariin demo [--register] [--desk] [--once] [--out DIR] [--data DIR] [--port N] [--debug]

            Starts a platform of its own, lets two sample companies conclude a contract through it, and writes
            contract.pdf, concluded.pdf, evidence.zip, root.pem and demo.json to DIR (default ./demo). --once stops
            after that. --register fills the trust-service register with sample providers too, each of them assessed
            and decided by sample people, and writes the signed trusted-list.xml and its signers.pem. --desk opens a
            registration desk of a sample company, with requests to decide on and a key for an ACME client.

            Example: ./wariin demo --once --out /tmp/demo""";

    static final String DOCTOR_HELP = """
            ./wariin doctor [--data DIR] [--debug]

            Checks a stopped installation: keys readable, log whole, documents readable. 0 healthy, 1 not.

            Example: ./wariin doctor --data /var/lib/wariin""";

    static RunOptions of(List<String> arguments, Path defaultOut) {
        var settings = new HashMap<String, String>();
        Path data = null;
        var out = defaultOut;
        Integer port = null;
        boolean once = false, register = false, desk = false, debug = false, help = false;
        var words = arguments.iterator();
        while (words.hasNext()) {
            var word = words.next();
            switch (word) {
                case "--once" -> once = true;
                case "--register" -> register = true;
                case "--desk" -> desk = true;
                case "--debug" -> debug = true;
                case "--help", "-h" -> help = true;
                case "--data" -> data = Path.of(value(word, words));
                case "--out" -> out = Path.of(value(word, words));
                case "--port" -> port = number(word, value(word, words));
                default -> setting(word, settings);
            }
        }
        return new RunOptions(
                Optional.ofNullable(data),
                out,
                Optional.ofNullable(port),
                once,
                register,
                desk,
                debug,
                help,
                Map.copyOf(settings));
    }

    /// As Spring properties, in a map of the caller's own.
    Map<String, Object> properties() {
        var properties = new HashMap<String, Object>(settings);
        properties.put("wariin.data", data.orElse(Path.of("data")).toString());
        port.ifPresent(number -> properties.put("server.port", number));
        return properties;
    }

    boolean hasPassphrase() {
        return settings.keySet().stream().anyMatch(key -> key.startsWith("wariin.keys.p"))
                || System.getenv().keySet().stream().anyMatch(key -> key.startsWith("WARIIN_KEYS_P"));
    }

    private static String value(String word, java.util.Iterator<String> words) {
        if (!words.hasNext()) throw new WrongUse(word + " needs a value; --help shows an example");
        return words.next();
    }

    private static int number(String word, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw new WrongUse(word + " needs a number, not '" + value + "'");
        }
    }

    private static void setting(String word, Map<String, String> settings) {
        var equals = word.indexOf('=');
        if (!word.startsWith("--") || !word.contains(".") || equals < 0) {
            throw new WrongUse("'" + word + "' is not understood; --help shows an example");
        }
        settings.put(word.substring(2, equals), word.substring(equals + 1));
    }
}
