package wariin.practice;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What the operator has stated; where nothing is, the statement says just that.
@Component
class SupplementFacts implements FactSource {
    private final SupplementRegister register;
    private final MessageSource messages;

    SupplementFacts(SupplementRegister register, MessageSource messages) {
        this.register = register;
        this.messages = messages;
    }

    @Override
    public Map<String, Object> facts(Locale language) {
        var stated = register.newest();
        var words = new HashMap<String, String>();
        for (var section : Section.values()) {
            var text = stated.get(section);
            words.put(
                    section.slug(),
                    text == null
                            ? messages.getMessage("practice.unstated." + section.slug(), null, language)
                            : text.in(language).lines().map(Markdown::inline).reduce("", (a, b) -> a + b + "\n"));
        }
        return Map.of("supplements", words);
    }
}
