package wariin.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// `./wariin pki` in a process of its own, typed by a file: a line of words for each command, what people answer on the
/// line after it. A token's module reads its environment once a process, so tests with a token use this.
final class TypedPki {
    static final String BETWEEN = "\t";

    private TypedPki() {}

    public static void main(String[] arguments) throws IOException {
        var lines = Files.readAllLines(Path.of(arguments[0]));
        for (var n = 0; n < lines.size(); n += 2) {
            var terminal = new TypedTerminal();
            if (!lines.get(n + 1).isEmpty()) {
                terminal.answers.addAll(List.of(lines.get(n + 1).split(BETWEEN)));
            }
            var command = new CeremonyCommand(terminal, new SecureRandom(), Clock.systemUTC());
            var code = command.execute(List.of(lines.get(n).split(BETWEEN)));
            System.out.println(terminal.text());
            System.out.println("exit " + code);
        }
    }
}
