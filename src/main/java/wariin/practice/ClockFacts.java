package wariin.practice;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.ca.authority.TimeStampingUnit;
import wariin.tsa.ClockStatement;

/// The time-stamping units, and how the platform knows the time.
@Component
class ClockFacts implements FactSource {
    private final CertificationAuthority authority;
    private final ClockStatement clock;
    private final MessageSource messages;

    ClockFacts(CertificationAuthority authority, ClockStatement clock, MessageSource messages) {
        this.authority = authority;
        this.clock = clock;
        this.messages = messages;
    }

    @Override
    public Map<String, Object> facts(Locale language) {
        var terms = clock.terms();
        return Map.of(
                "units", authority.timeStampingUnits().stream().map(this::unit).toList(),
                "clock",
                        Map.of(
                                "accuracy", terms.accuracy().toMillis(),
                                "statement", statement(terms, language)));
    }

    private Map<String, String> unit(TimeStampingUnit unit) {
        return Map.of(
                "name", unit.name(),
                "algorithm", AuthorityFacts.algorithm(unit.certificate().getPublicKey()),
                "policy", clock.policyOf(unit.name(), unit.line()),
                "until", AuthorityFacts.day(unit.certificate().getNotAfter().toInstant()));
    }

    private String statement(ClockStatement.Terms terms, Locale language) {
        var compared = word(
                "practice.clock." + terms.comparison().name(),
                language,
                Markdown.inline(String.join(", ", terms.servers())));
        var lease = word(
                "practice.clock.lease",
                language,
                terms.lease().toSeconds(),
                terms.largestStep().toMillis(),
                terms.fence().toSeconds());
        return compared + (language.getLanguage().equals("ja") ? "" : " ") + lease;
    }

    private String word(String key, Locale language, Object... values) {
        return messages.getMessage(key, values, language);
    }
}
