package wariin.ceremony;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was typed behind `./wariin pki COMMAND`: operands, options with one value, and options that may come again.
record PkiOptions(List<String> operands, Map<String, List<String>> values, boolean yes, boolean help) {
    private static final Set<String> KNOWN = Set.of(
            "--dir",
            "--profile",
            "--purpose",
            "--repository",
            "--name",
            "--root",
            "--days",
            "--revoke",
            "--reason",
            "--issuer",
            "--present",
            "--passphrase-file",
            "--token",
            "--slot",
            "--label",
            "--in-token",
            "--pin-file",
            "--lang",
            "--shards");

    static PkiOptions of(List<String> words) {
        var operands = new ArrayList<String>();
        var values = new HashMap<String, List<String>>();
        boolean yes = false, help = false;
        var rest = words.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            if (word.equals("--yes")) yes = true;
            else if (word.equals("--help") || word.equals("-h")) help = true;
            else if (!word.startsWith("--")) operands.add(word);
            else if (!KNOWN.contains(word)) throw new Refused("There is no option " + word + "; --help shows them");
            else if (!rest.hasNext()) throw new Refused(word + " needs a value");
            else values.computeIfAbsent(word, _ -> new ArrayList<>()).add(rest.next());
        }
        return new PkiOptions(List.copyOf(operands), Map.copyOf(values), yes, help);
    }

    Optional<String> value(String option) {
        var given = values.getOrDefault(option, List.of());
        if (given.size() > 1) throw new Refused(option + " is given twice");
        return given.stream().findFirst();
    }

    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    String needed(String option) {
        return value(option).orElseThrow(() -> new Refused(option + " is needed; --help shows an example"));
    }

    Path dir() {
        return Path.of(needed("--dir"));
    }

    int days(int otherwise) {
        return number("--days", otherwise);
    }

    int number(String option, int otherwise) {
        var text = value(option).orElse(Integer.toString(otherwise));
        if (!text.matches("[1-9][0-9]{0,4}")) throw new Refused(option + " needs a number, not '" + text + "'");
        return Integer.parseInt(text);
    }

    String operand(String what) {
        if (operands.size() != 1) throw new Refused("One " + what + " is needed; --help shows an example");
        return operands.getFirst();
    }
}
