package wariin.procurement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import wariin.site.Bilingual;

/// A rule as a file: its text, with title, note and day in comments (docs/rules.md).
final class RuleFile {

    private static final List<String> SHIPPED =
            List.of("registered-here", "public-procurement-2018", "eu-recognised", "third-party-strong-key");
    private static final Pattern HEADER = Pattern.compile("(?m)^#\\s*([a-z-]+(?:\\.(?:ja|en))?):\\s*(.*?)\\s*$");

    private RuleFile() {}

    /// The rules that come with the platform, as samples of the field.
    static List<RuleVersion> shipped() {
        var rules = new ArrayList<RuleVersion>();
        for (var name : SHIPPED) {
            try (InputStream in = RuleFile.class.getResourceAsStream("/rules/" + name + ".rule")) {
                if (in == null) throw new IllegalStateException("The rule " + name + " is missing from the jar");
                rules.add(of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
        return rules;
    }

    static RuleVersion of(String name, String text) {
        Map<String, String> headers = new HashMap<>();
        var header = HEADER.matcher(text);
        while (header.find()) headers.putIfAbsent(header.group(1), header.group(2));
        var from = headers.get("in-force");
        return new RuleVersion(
                name,
                1,
                Bilingual.of(headers.getOrDefault("title.ja", name), headers.getOrDefault("title.en", name)),
                Bilingual.of(headers.getOrDefault("note.ja", "–"), headers.getOrDefault("note.en", "–")),
                body(text),
                from == null
                        ? Instant.EPOCH
                        : LocalDate.parse(from).atStartOfDay(Evaluation.JAPAN).toInstant(),
                headers.getOrDefault("on-verify", "no").equals("yes"));
    }

    /// The text without its head: the comments before the first other line that are titles and notes.
    private static String body(String text) {
        return HEADER.matcher(text).replaceAll("").strip();
    }
}
