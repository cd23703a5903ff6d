package wariin.notify;

import java.util.Locale;
import java.util.Map;

/// A message to one person: its subject and body are the texts {@code <template>.subject} and {@code <template>.body}
/// of the module named first in the template, with {@code {name}} standing for an argument.
public record Mail(String to, Locale locale, String template, Map<String, String> arguments) {

    public Mail {
        if (!to.matches("[^\\s<>,;:\"\\\\()\\[\\]]+@[^\\s<>,;:\"\\\\()\\[\\]@]+") || to.length() > 254) {
            throw new IllegalArgumentException("Not a mail address");
        }
        arguments = Map.copyOf(arguments);
    }
}
