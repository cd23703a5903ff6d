package wariin.validation;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Says findings as plain sentences in Japanese or English, with or without a server around it.
public final class Wording {

    private final Locale locale;
    private final ResourceBundle messages;

    private Wording(Locale locale) {
        this.locale = locale;
        this.messages = ResourceBundle.getBundle(
                "messages.validation",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static Wording in(Locale locale) {
        return new Wording(
                Locale.JAPANESE.getLanguage().equals(locale.getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH);
    }

    public Locale locale() {
        return locale;
    }

    public String say(Finding finding) {
        return say(finding.key(), finding.arguments().toArray());
    }

    /// The message with that key, without the module's prefix; arguments stand where {0}, {1}… are.
    public String say(String key, Object... arguments) {
        var pattern = messages.getString("validation." + key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    public boolean knows(String key) {
        return messages.containsKey("validation." + key);
    }
}
