package wariin.notify;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.site.Languages;
import wariin.site.SiteSettings;

/// Writes letters from the texts of the modules. What people typed (names, titles, reasons) stays one line of plain
/// words in them: it makes no header, no further line and no link.
@Component
class Letters {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:[a-z][a-z0-9+.-]*://|www\\.)\\S*");
    private static final int LONGEST_ARGUMENT = 1000;
    private static final String LINK = "link";

    private final MessageSource messages;
    private final SiteSettings site;

    Letters(MessageSource messages, SiteSettings site) {
        this.messages = messages;
        this.site = site;
    }

    Letter write(Mail mail) {
        var locale = Languages.nearest(mail.locale());
        var subject = fill(text(mail.template() + ".subject", locale), mail.arguments());
        var body = fill(text(mail.template() + ".body", locale), mail.arguments());
        var signature = fill(
                text(mail.happens() ? "notify.signature.happens" : "notify.signature", locale),
                Map.of(LINK, site.url("/")));
        return new Letter(
                subject.strip(), body.strip().replaceAll("\n{3,}", "\n\n") + "\n\n-- \n" + signature.strip() + "\n");
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    /// A line that needs an argument which was not given is left out whole.
    private String fill(String text, Map<String, String> arguments) {
        var filled = new StringBuilder();
        for (var line : text.split("\n", -1)) {
            line(line, arguments).ifPresent(whole -> filled.append(whole).append('\n'));
        }
        return filled.toString();
    }

    private Optional<String> line(String line, Map<String, String> arguments) {
        var complete = PLACEHOLDER
                .matcher(line)
                .results()
                .allMatch(found -> !arguments.getOrDefault(found.group(1), "").isBlank());
        return complete
                ? Optional.of(PLACEHOLDER
                        .matcher(line)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(argument(found.group(1), arguments.get(found.group(1))))))
                : Optional.empty();
    }

    private String argument(String name, String value) {
        if (name.equals(LINK)) {
            return ownLink(value);
        }
        var line = value.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
        var shortened = line.length() > LONGEST_ARGUMENT ? line.substring(0, LONGEST_ARGUMENT) + "…" : line;
        return ADDRESS.matcher(shortened)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().replace("://", "：//").replace('.', '．')));
    }

    private String ownLink(String link) {
        if (!site.owns(link)) {
            throw new IllegalArgumentException("A mail links only to this site");
        }
        return link;
    }
}
