package wariin.procurement;

import wariin.site.Bilingual;

/// What became of a new version of a rule.
public sealed interface RulePublication {

    record Published(RuleVersion version) implements RulePublication {}

    /// The text is wrong at this place; line and column count from one.
    record Unreadable(int line, int column, Bilingual sentence) implements RulePublication {}

    record Refused(Why why) implements RulePublication {}

    /// Why a version is not taken. Each has its sentence under `procurement.refused.<name>`.
    enum Why {
        NAME,
        TITLE,
        TOO_LONG,
        IN_THE_PAST,
        BEFORE_THE_LAST,
        OVERTAKEN
    }
}
