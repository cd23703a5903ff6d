package wariin.practice;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.keys.KeyKeeping;

/// Where the keys of the platform are.
@Component
class KeyFacts implements FactSource {
    private final KeyKeeping keeping;
    private final MessageSource messages;

    KeyFacts(KeyKeeping keeping, MessageSource messages) {
        this.keeping = keeping;
        this.messages = messages;
    }

    @Override
    public Map<String, Object> facts(Locale language) {
        var key = keeping.authoritiesInToken()
                ? "practice.keys.inside"
                : keeping.wrappingKeyInToken() ? "practice.keys.wrapped" : "practice.keys.file";
        return Map.of("keys", Map.of("place", messages.getMessage(key, null, language)));
    }
}
