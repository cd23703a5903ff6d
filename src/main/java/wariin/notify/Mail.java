package wariin.notify;

import java.util.Locale;
import java.util.Map;

/// A message to one person: its subject and body are the texts {@code <template>.subject} and {@code <template>.body}
/// of the module named first in the template, with {@code {name}} standing for an argument.
///
/// @param happens whether what it tells of happens without the reader: then it is not signed with words that say that
///     nothing does
public record Mail(String to, Locale locale, String template, Map<String, String> arguments, boolean happens) {

    /// To somebody who may ignore it.
    public Mail(String to, Locale locale, String template, Map<String, String> arguments) {
        this(to, locale, template, arguments, false);
    }

    public Mail {
        if (!to.matches("[^\\s<>,;:\"\\\\()\\[\\]]+@[^\\s<>,;:\"\\\\()\\[\\]@]+") || to.length() > 254) {
            throw new IllegalArgumentException("Not a mail address");
        }
        arguments = Map.copyOf(arguments);
    }
}
