package wariin.validation.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wariin.validation.Finding;

/// What was asked on the command line, and what was wrong with it.
///
/// @param trust certificates, folders of them, trusted lists and files of the CCADB
/// @param anchors files with certificates of authorities, and nothing else
/// @param rules names or files
/// @param data the certificate of an installation's own root, when its data folder was named
record VerifyArguments(
        List<Path> files,
        List<Path> trust,
        List<Path> anchors,
        List<String> rules,
        boolean json,
        @Nullable Path report,
        @Nullable Path data,
        Locale locale,
        boolean help,
        @Nullable Finding wrong) {

    static VerifyArguments read(String... arguments) {
        var reader = new Reader();
        for (var at = 0; at < arguments.length; at++) {
            var argument = arguments[at];
            if (!Reader.WITH_VALUE.contains(argument)) reader.plain(argument);
            else if (at + 1 < arguments.length) reader.option(argument, arguments[++at]);
            else reader.complain("cli.missing", argument);
        }
        return reader.arguments();
    }

    private static final class Reader {

        static final List<String> WITH_VALUE =
                List.of("--trust", "--anchor", "--rule", "--etsi-report", "--lang", "--data");

        private final List<Path> files = new ArrayList<>();
        private final List<Path> trust = new ArrayList<>();
        private final List<Path> anchors = new ArrayList<>();
        private final List<String> rules = new ArrayList<>();
        private boolean json;
        private boolean help;
        private @Nullable Path report;
        private @Nullable Path data;
        private Locale locale = VerifyCommand.defaultLocale();
        private @Nullable Finding wrong;

        void plain(String argument) {
            switch (argument) {
                case "--json" -> json = true;
                case "--help", "-h" -> help = true;
                default -> {
                    if (argument.startsWith("--")) complain("cli.unknown", argument);
                    else files.add(Path.of(argument));
                }
            }
        }

        void option(String option, String value) {
            switch (option) {
                case "--trust" -> trust.add(Path.of(value));
                case "--anchor" -> anchors.add(Path.of(value));
                case "--rule" -> rules.add(value);
                case "--etsi-report" -> report = Path.of(value);
                case "--data" -> data = Path.of(value, "root.pem");
                default -> {
                    locale = Locale.forLanguageTag(value);
                    if (!List.of("ja", "en").contains(value)) complain("cli.unknown", "--lang " + value);
                }
            }
        }

        void complain(String key, String what) {
            if (wrong == null) wrong = Finding.of(key, what);
        }

        VerifyArguments arguments() {
            if (files.isEmpty()) complain("cli.noFile", "");
            if (report != null && files.size() > 1) complain("cli.oneReport", "");
            return new VerifyArguments(files, trust, anchors, rules, json, report, data, locale, help, wrong);
        }
    }
}
