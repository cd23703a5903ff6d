package wariin.procurement;

import java.time.Instant;
import wariin.site.Bilingual;

/// A version of a rule. Once it is in force it is never changed.
///
/// @param shownOnVerify whether the page that checks documents asks it for every signature
public record RuleVersion(
        String name,
        int version,
        Bilingual title,
        Bilingual note,
        String text,
        Instant inForceFrom,
        boolean shownOnVerify) {

    public RuleVersion {
        if (!name.matches("[a-z][a-z0-9-]{1,59}")) {
            throw new IllegalArgumentException("A rule's name has small letters, digits and hyphens");
        }
        if (version < 1) throw new IllegalArgumentException("Versions count from one");
    }

    public boolean inForce(Instant now) {
        return !inForceFrom.isAfter(now);
    }

    /// As it is cited: `public-procurement-2018 (1)`.
    public String citation() {
        return name + " (" + version + ")";
    }

    /// The rule in plain words.
    public Bilingual meaning() {
        return Meaning.of(expression());
    }

    Expression expression() {
        return switch (RuleText.read(text)) {
            case RuleText.Reading.Read(var expression) -> expression;
            case RuleText.Reading.Wrong(var _, var _, var sentence) ->
                throw new IllegalStateException("The rule " + citation() + " cannot be read: " + sentence.en());
        };
    }
}
