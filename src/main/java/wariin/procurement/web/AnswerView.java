package wariin.procurement.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wariin.procurement.Citation;
import wariin.procurement.RuleAnswer;
import wariin.procurement.Ruling;
import wariin.procurement.SourceStanding;

/// An answer as a buyer reads it, in one language.
///
/// @param tone proved, look or refused
public record AnswerView(
        String rule,
        int version,
        String title,
        String tone,
        Ruling verdict,
        String asked,
        Instant at,
        List<String> reasons,
        List<CitationView> citations,
        List<SourceView> sources,
        @Nullable String signed) {

    /// An entry that the answer rests on.
    public record CitationView(
            String provider,
            String service,
            @Nullable String entry,
            String state,
            @Nullable Instant from,
            @Nullable Instant until,
            String source,
            @Nullable Long sequence,
            @Nullable String sha256) {}

    /// A source and whether it may be relied upon.
    public record SourceView(
            String code,
            String title,
            String tone,
            SourceStanding.State state,
            @Nullable Long sequence,
            @Nullable String sha256,
            @Nullable Instant issued,
            @Nullable Instant freshUntil) {

        static SourceView of(SourceStanding source, Locale locale) {
            var tone = switch (source.state()) {
                case FRESH -> "proved";
                case STALE -> "refused";
                case ABSENT -> "look";
            };
            return new SourceView(
                    source.code(),
                    source.title().in(locale),
                    tone,
                    source.state(),
                    source.sequence(),
                    source.sha256(),
                    source.issued(),
                    source.freshUntil());
        }
    }

    static AnswerView of(RuleAnswer answer, Locale locale) {
        return new AnswerView(
                answer.rule().name(),
                answer.rule().version(),
                answer.rule().title().in(locale),
                tone(answer.verdict()),
                answer.verdict(),
                answer.asked(),
                answer.at(),
                answer.reasons().stream().map(reason -> reason.in(locale)).toList(),
                answer.citations().stream().map(one -> citation(one, locale)).toList(),
                answer.sources().stream().map(one -> SourceView.of(one, locale)).toList(),
                answer.signed());
    }

    static String tone(Ruling ruling) {
        return switch (ruling) {
            case PASS -> "proved";
            case FAIL -> "refused";
            case INDETERMINATE -> "look";
        };
    }

    private static CitationView citation(Citation citation, Locale locale) {
        return new CitationView(
                citation.provider().in(locale),
                citation.service().in(locale),
                citation.entry(),
                citation.state().in(locale),
                citation.from(),
                citation.until(),
                citation.source().title().in(locale),
                citation.source().sequence(),
                citation.source().sha256());
    }
}
